using System.Buffers;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Profiling;
using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Preparation;

/// <summary>Profiles the rows of the window: what requests will be compared with.</summary>
internal sealed class WindowProfile
{
    private readonly IReadOnlyList<string> _columns;
    private readonly ProblemDefinition _problem;
    private readonly RowProfiler _profiler;
    private readonly int[] _features;
    private readonly LabelReader _label;

    private WindowProfile(ProblemDefinition problem, RawTable table)
    {
        var (columns, kinds) = (table.Columns, table.Kinds);
        (_columns, _problem, _label) = (columns, problem, new LabelReader(table.Classes));
        var features = columns.Index().Where(column => column.Item != problem.Label && column.Item != problem.TimeColumn).Select(column => column.Index).ToList();
        _profiler = new RowProfiler([.. features.Select(i => new ProfileColumn(columns[i], Kind(kinds[i])))], label: problem.Label);
        _features = [.. columns.Select((_, i) => features.IndexOf(i))];
    }

    /// <summary>The window's baseline; <paramref name="rows"/> have the table's columns in order.</summary>
    public static BaselineFile Of(ProblemDefinition problem, RawTable table, IReadOnlyList<RawRow> rows)
    {
        var profile = new WindowProfile(problem, table);
        var scratch = new ArrayBufferWriter<byte>();
        foreach (var row in rows)
        {
            profile.Add(row, scratch);
        }

        return new BaselineFile([.. table.Columns.Where(name => name != problem.Label)], profile._profiler.Build());
    }

    private void Add(RawRow row, ArrayBufferWriter<byte> scratch)
    {
        var fields = new CanonicalFields(row.Line, scratch);
        var month = _profiler.AddRow(_problem.TimeColumn is null ? null : row.Time);
        for (var i = 0; i < _columns.Count; i++)
        {
            var value = fields.Next();
            if (_features[i] >= 0)
            {
                _profiler.Add(_features[i], month, value);
            }
            else if (_columns[i] == _problem.Label)
            {
                _profiler.AddLabel(month, _label.TryRead(value, out var label) ? label : double.NaN);
            }
        }
    }

    private static ProfileKind Kind(ColumnKind kind) => kind == ColumnKind.Numeric ? ProfileKind.Numeric : ProfileKind.Categorical;
}
