using System.Buffers;
using System.Text.Unicode;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Preparation;

/// <summary>
/// Reads all raw files into one table. All must have the same columns, in any order.
/// Every defect becomes a located problem.
/// </summary>
internal sealed class RawTableReader(ProblemDefinition problem, ProblemLog problems)
{
    private readonly List<RawRow> _rows = [];
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ClassProfile? _labels = problem.Type == ProblemType.Binary ? new ClassProfile(problem.Label, problem.PositiveClass) : null;
    private ColumnProfile[] _profiles = [];

    /// <summary>Columns besides label and time that the definition counts on.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    private IReadOnlyList<string> Columns { get; set; } = [];

    public RawTable Read(IReadOnlyList<RawFile> files, CancellationToken cancellationToken)
    {
        Columns = TableHeader.Agree(files);
        _profiles = [.. Columns.Select(name => new ColumnProfile(name))];
        foreach (var file in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            using var table = CsvTable.Open(File.OpenRead(file.Path), file.Key, problems);
            if (table is not null && Positions(table) is { } positions)
            {
                ReadRows(table, positions, cancellationToken);
            }
        }

        foreach (var profile in _profiles)
        {
            profile.Report(problems);
        }

        _rows.Sort(RawRow.Compare);
        return new RawTable { Columns = Columns, Kinds = [.. _profiles.Select(profile => profile.KindIn(problem))], Classes = _labels?.Report(problems), Rows = _rows };
    }

    // Where this file keeps each column of the table; null when it has other columns.
    private int[]? Positions(CsvTable table)
    {
        var before = problems.Total;
        foreach (var role in ((string?[])[problem.Label, problem.TimeColumn, .. Named]).OfType<string>().Distinct().Where(role => !table.Columns.Contains(role)))
        {
            problems.Add(DataRules.Columns, table.File, null, role, "the header does not name this column, which the pipeline's definition does");
        }

        foreach (var missing in Columns.Except(table.Columns).Where(name => name != problem.Label && name != problem.TimeColumn && !Named.Contains(name)))
        {
            problems.Add(DataRules.Columns, table.File, null, missing, "the header does not name this column, which other files have");
        }

        foreach (var extra in table.Columns.Except(Columns))
        {
            problems.Add(DataRules.Columns, table.File, null, extra, "other files do not have this column");
        }

        var positions = table.Columns.Index().ToDictionary(column => column.Item, column => column.Index);
        return problems.Total == before ? [.. Columns.Select(name => positions[name])] : null;
    }

    private void ReadRows(CsvTable table, int[] positions, CancellationToken cancellationToken)
    {
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _line.ResetWrittenCount();
            var time = default(EventTime);
            for (var i = 0; i < positions.Length; i++)
            {
                var value = table[positions[i]];
                Check(table, i, value, ref time);
                CsvLine.Append(_line, value, first: i == 0);
            }

            CsvLine.End(_line);
            _rows.Add(new RawRow(time, _line.WrittenSpan.ToArray()));
        }
    }

    private void Check(CsvTable table, int column, ReadOnlySpan<byte> value, ref EventTime time)
    {
        var name = Columns[column];
        if (!Utf8.IsValid(value))
        {
            problems.Add(DataRules.Encoding, table.File, table.Row, name, "is not UTF-8 text");
        }
        else if (name == problem.TimeColumn)
        {
            if (!EventTime.TryParse(value, out time))
            {
                problems.Add(DataRules.Time, table.File, table.Row, name, ValueProblem.NotATime(value));
            }
        }
        else if (name == problem.Label)
        {
            if (_labels is not null)
            {
                _labels.Observe(table.File, table.Row, value, problems);
            }
            else if (!CsvValue.TryParseNumber(value, out _))
            {
                problems.Add(DataRules.Label, table.File, table.Row, name, $"the label {CsvValue.Excerpt(value)} is not a number");
            }
        }
        else
        {
            _profiles[column].Observe(table.File, table.Row, value);
        }
    }
}
