using System.Text;
using Mlops.Algorithm.Serving;
using Mlops.Domain.Drift;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Streams the captured files, in the order of their names, into <see cref="JudgedRows"/>. What cannot be read is counted, never fatal.</summary>
internal sealed class CaptureReader(MonitoringPlan plan, RawColumns columns, JudgedRows judged)
{
    private readonly HashSet<UInt128> _events = [];

    public int Files { get; private set; }

    /// <summary>Requests whose rows were taken.</summary>
    public long Requests { get; private set; }

    public long OutsideOfWindow { get; private set; }

    public long Duplicates { get; private set; }

    public SkippedRequests Skipped { get; } = new();

    public void Read(string folder, CancellationToken cancellationToken)
    {
        foreach (var (path, name) in InputFolder.Files(folder, ".jsonl"))
        {
            Files++;
            using var lines = new LineReader(File.OpenRead(path));
            while (lines.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (Take(lines) is { } problem)
                {
                    Skipped.Add(problem, name, lines.Number);
                }
            }
        }
    }

    private string? Take(LineReader lines)
    {
        if (lines.IsTooLong)
        {
            return $"the line is longer than {LineReader.LongestLine} bytes";
        }

        if (lines.Line.Span.Trim(" \t\r"u8).IsEmpty)
        {
            return null;
        }

        var (call, problem) = CaptureLine.Read(lines.Line);
        return call is null ? problem : Take(call);
    }

    private string? Take(CapturedCall call)
    {
        if (call.Time is not { } time)
        {
            return "the request has no inferenceTime";
        }

        if (time <= plan.From || time > plan.To)
        {
            OutsideOfWindow++;
            return null;
        }

        if (call.EventId is { } id && !_events.Add(TruthKey.Hash(Encoding.UTF8.GetBytes(id))))
        {
            Duplicates++;
            return null;
        }

        return Judge(call);
    }

    private string? Judge(CapturedCall call)
    {
        if (call.Input is not { } input || call.Output is not { } output)
        {
            return call.Input is null ? "the request was not captured" : "the answer was not captured";
        }

        if (MediaTypes.OfRequest(input.ContentType) is not { } format)
        {
            return $"the request's content type '{input.ContentType}' is not one of {MediaTypes.Supported}";
        }

        var rows = new CapturedRows(columns.Request, columns.Kinds);
        RequestBody.Read(format, input.Content, rows);
        if (!rows.IsSound || rows.Rows == 0)
        {
            return $"the request cannot be read: {rows.FirstProblem ?? "it holds no rows"}";
        }

        if (CapturedAnswer.Read(output) is not { } predictions)
        {
            return "the answer holds no predictions";
        }

        if (predictions.Length != rows.Rows)
        {
            return $"the answer holds {predictions.Length} predictions for {rows.Rows} rows";
        }

        Requests++;
        judged.Add(call, rows, predictions);
        return null;
    }
}
