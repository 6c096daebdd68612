using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Contracts;

/// <summary>What a well-formed contract must also obey: ranges, and what fits together and to the definition.</summary>
internal static class ContractRules
{
    private const int LongestCategories = 1000;

    public static IEnumerable<DefinitionProblem> Check(PipelineDefinition definition) => definition.Data.Contract is not { } contract ? [] :
    [
        .. Roles(contract, definition.Problem),
        .. Named(contract, NamedColumns.Of(definition)),
        .. contract.Columns.SelectMany(column => Column(Path(column.Key), column.Value)),
        .. Key(contract),
        .. contract.Compare.SelectMany((rule, index) => Comparison(contract, rule, $"{ContractFile.Path}.compare[{index}]")),
        .. Rows(contract.Rows),
        .. Freshness(contract.Freshness, definition.Problem),
        .. Limits(contract.Limits),
    ];

    private static string Path(string column) => JsonPath.Member($"{ContractFile.Path}.columns", column);

    private static IEnumerable<DefinitionProblem> Roles(DataContract contract, ProblemDefinition problem)
    {
        if (contract.Columns.Count == 0)
        {
            yield break;
        }

        foreach (var (role, name) in new[] { ("label", problem.Label), ("timeColumn", problem.TimeColumn) })
        {
            if (name is not null && !contract.Columns.ContainsKey(name))
            {
                yield return new($"{ContractFile.Path}.columns", $"'{name}', the definition's {role}, is not among them.", "Declare it too, or declare no columns at all.");
            }
            else if (name is not null && contract.Columns[name].Optional)
            {
                yield return new($"{Path(name)}.optional", $"The definition's {role} is in every file.", "Remove the member.");
            }
        }

        if (problem.TimeColumn is { } time && contract.Columns.GetValueOrDefault(time) is { Type: not (ColumnType.Date or ColumnType.DateTime) })
        {
            yield return new($"{Path(time)}.type", "The definition's timeColumn holds times.", "Use date or dateTime.");
        }

        if (problem.Type is ProblemType.Binary && contract.Columns.GetValueOrDefault(problem.Label) is { Categories: null })
        {
            yield return new($"{Path(problem.Label)}.categories", "The label of two classes does not say which: a stray third one could not be told, and would reject all data.", "Use the type category, and name its values as files spell them.");
        }

        if (problem.Type is ProblemType.Regression && contract.Columns.GetValueOrDefault(problem.Label) is { Type: not (ColumnType.Number or ColumnType.Integer) })
        {
            yield return new($"{Path(problem.Label)}.type", "The label of a regression is a number.", "Use number or integer.");
        }
    }

    private static IEnumerable<DefinitionProblem> Named(DataContract contract, IReadOnlyList<string> names) =>
        names.Where(name => contract.Columns.Count > 0 && contract.Columns.GetValueOrDefault(name) is null or { Optional: true })
            .Select(name => new DefinitionProblem(
                $"{ContractFile.Path}.columns", $"'{name}', by which the definition judges models, is not among them or may be missing from a file.", "Declare it as a column of every file."));

    private static IEnumerable<DefinitionProblem> Column(string path, ColumnContract column)
    {
        var isNumber = column.Type is ColumnType.Number or ColumnType.Integer;
        if ((column.Minimum is not null || column.Maximum is not null) && !isNumber)
        {
            yield return new(path, "Only numbers have a minimum and a maximum.", "Remove them, or use the type number or integer.");
        }

        if (column.Minimum > column.Maximum)
        {
            yield return new($"{path}.minimum", "The minimum is above the maximum.", "Swap the two.");
        }

        if (column.Categories is not null && column.Type is not ColumnType.Category)
        {
            yield return new($"{path}.categories", "Only a category has known values.", "Use the type category, or remove them.");
        }

        if (column.Categories is { Count: 0 or > LongestCategories } || column.Categories?.Contains("") == true)
        {
            yield return new($"{path}.categories", $"A category has 1 to {LongestCategories} known values, none of them empty.", "Correct the list, or leave it out.");
        }

        if (column.MaximumMissing is not (null or (>= 0 and <= 1)))
        {
            yield return new($"{path}.maximumMissing", "The largest share of missing values lies between 0 and 1.", "Write a share such as 0.05.");
        }

        if (column is { Required: true, MaximumMissing: not null } or { Required: true, Optional: true })
        {
            yield return new($"{path}.required", "A value that is never missing cannot be optional or missing in part.", "Keep one of the two.");
        }
    }

    private static IEnumerable<DefinitionProblem> Key(DataContract contract)
    {
        foreach (var (index, name) in contract.Key.Index().Where(name => !contract.Columns.ContainsKey(name.Item)))
        {
            yield return new($"{ContractFile.Path}.key[{index}]", $"'{name}' is no declared column.", "Declare it, or name another.");
        }
    }

    private static IEnumerable<DefinitionProblem> Comparison(DataContract contract, ComparisonContract rule, string path)
    {
        (string Member, string Name)[] sides = [("left", rule.Left), ("right", rule.Right)];
        var kinds = new List<int>();
        foreach (var (member, name) in sides)
        {
            if (!contract.Columns.TryGetValue(name, out var column))
            {
                yield return new($"{path}.{member}", $"'{name}' is no declared column.", "Declare it, or name another.");
            }
            else if (Kind(column.Type) is not { } kind)
            {
                yield return new($"{path}.{member}", $"'{name}' is a {column.Type}, and numbers and times can be compared.", "Name another column.");
            }
            else
            {
                kinds.Add(kind);
            }
        }

        if (kinds.Count == 2 && (kinds[0] != kinds[1] || rule.Left == rule.Right))
        {
            yield return new(path, "Two numbers can be compared, or two times, of different columns.", "Name other columns.");
        }
    }

    private static int? Kind(ColumnType type) => type switch
    {
        ColumnType.Number or ColumnType.Integer => 0,
        ColumnType.Date or ColumnType.DateTime => 1,
        _ => null,
    };

    private static IEnumerable<DefinitionProblem> Rows(RowContract rows)
    {
        (string Member, long? Value)[] members =
            [("minimum", rows.Minimum), ("maximum", rows.Maximum), ("minimumPerFile", rows.MinimumPerFile), ("maximumPerFile", rows.MaximumPerFile)];
        foreach (var (member, _) in members.Where(member => member.Value < 1))
        {
            yield return new($"{ContractFile.Path}.rows.{member}", "At least one row is meant.", "Write a whole number of 1 or more, or leave it out.");
        }

        if (rows.Minimum > rows.Maximum || rows.MinimumPerFile > rows.MaximumPerFile)
        {
            yield return new($"{ContractFile.Path}.rows", "A minimum is above its maximum.", "Swap the two.");
        }
    }

    private static IEnumerable<DefinitionProblem> Freshness(FreshnessContract? freshness, ProblemDefinition problem)
    {
        if (freshness is not null && problem.TimeColumn is null)
        {
            yield return new($"{ContractFile.Path}.freshness", "Without a time column nobody knows how old the data is.", "Add $.problem.timeColumn to the definition, or remove it.");
        }

        if (freshness?.Within < TimeSpan.Zero)
        {
            yield return new($"{ContractFile.Path}.freshness.within", "Data cannot be newer than new.", "Write a duration such as P7D.");
        }

        if (freshness?.Action is RuleAction.Drop)
        {
            yield return new($"{ContractFile.Path}.freshness.action", "Data that is too old has no single row to drop.", "Use reject or warn.");
        }
    }

    private static IEnumerable<DefinitionProblem> Limits(LimitContract limits)
    {
        (string Member, double Share)[] shares = [("droppedRows", limits.DroppedRows), ("droppedRowsOfFile", limits.DroppedRowsOfFile)];
        foreach (var (member, _) in shares.Where(share => share.Share is not (>= 0 and < 1)))
        {
            yield return new($"{ContractFile.Path}.limits.{member}", "The limit is a share of the rows, from 0 to below 1.", "Write a share such as 0.01.");
        }

        if (limits.QuarantinedFiles < 0)
        {
            yield return new($"{ContractFile.Path}.limits.quarantinedFiles", "The limit is a number of files.", "Write 0 or more.");
        }
    }
}
