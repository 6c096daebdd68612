using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Preparation;
using Mlops.Domain.Contracts;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Contracts;

/// <summary>Which columns the table has under a contract, and where a file keeps them.</summary>
internal sealed class TableLayout
{
    private readonly DataContract _contract;
    private readonly IReadOnlyList<string> _named;

    public TableLayout(PipelineDefinition definition, IReadOnlyList<RawFile> files)
    {
        _contract = definition.Data.Contract!;
        _named = [.. ((string?[])[definition.Problem.Label, definition.Problem.TimeColumn, .. NamedColumns.Of(definition)]).OfType<string>()];
        var agreed = TableHeader.Agree(files);
        var all = agreed.Concat(files.SelectMany(TableHeader.Read).Except(agreed).Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal);
        Columns = IsDeclared ? [.. all.Where(IsWanted)] : agreed;
    }

    /// <summary>In the order of most files, those that only others have behind them.</summary>
    public IReadOnlyList<string> Columns { get; }

    private bool IsDeclared => _contract.Columns.Count > 0;

    /// <summary>The column's index in the file, -1 for one that it may lack. Null, with the reasons, when the file lacks one that it must have.</summary>
    public int[]? Positions(CsvTable table, Findings findings, out string? reason)
    {
        NoteNewColumns(table, findings);
        var missing = Missing(table.Columns).ToList();
        var strange = IsDeclared ? [] : table.Columns.Except(Columns).ToList();
        reason = (missing.Count, strange.Count) switch
        {
            (0, 0) => null,
            (0, _) => $"other files do not have {List(strange)}",
            _ => $"the header does not name {List(missing)}",
        };
        if (reason is null)
        {
            var positions = table.Columns.Index().ToDictionary(column => column.Item, column => column.Index);
            return [.. Columns.Select(name => positions.GetValueOrDefault(name, -1))];
        }

        var action = IsDeclared ? _contract.Changes.MissingColumn == MissingColumnPolicy.Reject ? RuleAction.Reject : RuleAction.Drop : _contract.Malformed.ToAction();
        foreach (var name in missing)
        {
            findings.Of(action).Add(DataRules.Columns, table.File, null, name, "the header does not name this column");
        }

        foreach (var name in strange)
        {
            findings.Of(action).Add(DataRules.Columns, table.File, null, name, "other files do not have this column");
        }

        return null;
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private bool IsWanted(string name) => _contract.Columns.ContainsKey(name) || _contract.Changes.NewColumn == NewColumnPolicy.Accept;

    private IEnumerable<string> Missing(IReadOnlyList<string> header) => IsDeclared
        ? _contract.Columns.Where(column => !column.Value.Optional).Select(column => column.Key).Except(header)
        : Columns.Concat(_named).Except(header);

    private void NoteNewColumns(CsvTable table, Findings findings)
    {
        var action = _contract.Changes.NewColumn == NewColumnPolicy.Reject ? RuleAction.Reject : RuleAction.Warn;
        var what = _contract.Changes.NewColumn switch
        {
            NewColumnPolicy.Accept => "the contract does not name this column; it is learned from",
            NewColumnPolicy.Reject => "the contract does not name this column",
            _ => "the contract does not name this column; it is left out",
        };
        foreach (var name in IsDeclared ? table.Columns.Where(name => !_contract.Columns.ContainsKey(name)) : [])
        {
            findings.Of(action).Add(DataRules.NewColumn, table.File, null, name, what);
        }
    }
}
