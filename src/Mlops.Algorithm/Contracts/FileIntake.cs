using System.Buffers;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Preparation;
using Mlops.Domain.Contracts;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Contracts;

/// <summary>What the intake of every file shares.</summary>
internal sealed record IntakeContext(ProblemDefinition Problem, RowChecks Checks, RowReasons Reasons, QuarantineWriter Quarantine, RuleAction Malformed);

/// <summary>Reads one file under a contract: good rows are taken in, bad ones go to context.Quarantine. Whether the file stays is known at its end, so all that it adds can be taken back.</summary>
internal sealed class FileIntake(IntakeContext context, string file)
{
    private readonly ProblemLog _unasked = new();
    private readonly ArrayBufferWriter<byte> _line = new();

    public List<RawRow> Rows { get; } = [];

    public ColumnProfile[] Profiles { get; } = [.. context.Checks.Columns.Select(name => new ColumnProfile(name))];

    public ClassProfile? Labels { get; } = context.Problem.Type == ProblemType.Binary ? new ClassProfile(context.Problem.Label, context.Problem.PositiveClass) : null;

    public long Bad { get; private set; }

    public long Read => Rows.Count + Bad;

    /// <summary>True when nobody knows where its rows begin and end.</summary>
    public bool HidesRows { get; private set; }

    public void PassOver(MalformedRow row)
    {
        HidesRows |= row.HidesRows;
        context.Reasons.Clear();
        // Even a row that rejects the run is shown with the others that nobody can learn from.
        context.Reasons.Add(context.Malformed, row.Rule, file, row.Row, null, row.Message);
        Drop(row.Row, row.Raw);
    }

    public void ReadRows(CsvTable table, int[] positions, CancellationToken cancellationToken)
    {
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            context.Reasons.Clear();
            context.Checks.Check(table, positions, context.Reasons, out var time);
            if (context.Reasons.IsBad)
            {
                Drop(table.Row, table.Raw);
            }
            else
            {
                context.Checks.KeepRow();
                Take(table, positions, time);
            }
        }
    }

    /// <summary>For a file that cannot be used: how many rows are lost with it.</summary>
    public void CountRows(CsvTable table, CancellationToken cancellationToken)
    {
        while (table.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            Bad++;
        }
    }

    private void Drop(long row, ReadOnlySpan<byte> raw)
    {
        Bad++;
        context.Quarantine.Add(file, row, context.Reasons.All, raw);
    }

    private void Take(CsvTable table, int[] positions, EventTime time)
    {
        _line.ResetWrittenCount();
        for (var i = 0; i < positions.Length; i++)
        {
            var value = positions[i] < 0 ? default : table[positions[i]];
            Observe(table, i, value);
            CsvLine.Append(_line, value, first: i == 0);
        }

        CsvLine.End(_line);
        Rows.Add(new RawRow(time, _line.WrittenSpan.ToArray()));
    }

    private void Observe(CsvTable table, int column, ReadOnlySpan<byte> value)
    {
        var name = context.Checks.Columns[column];
        if (name == context.Problem.Label)
        {
            // Its rules have been asked; what is new here is never a context.Problem.
            Labels?.Observe(table.File, table.Row, value, _unasked);
        }
        else if (name != context.Problem.TimeColumn && !context.Checks.IsNumber(column))
        {
            Profiles[column].Observe(table.File, table.Row, value);
        }
    }
}
