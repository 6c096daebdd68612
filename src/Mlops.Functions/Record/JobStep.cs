using System.Globalization;
using System.Text.Json;
using Mlops.Domain.Runs;

namespace Mlops.Functions.Record;

/// <summary>Reads a step from SageMaker's description of a processing or training job, as <c>.sync</c> leaves it in the state data.</summary>
internal static class JobStep
{
    /// <summary>Null when the job did not get as far as a name.</summary>
    public static RunStep? Read(string step, JsonElement? description)
    {
        if (description is not { ValueKind: JsonValueKind.Object } job)
        {
            return null;
        }

        var kind = job.At("TrainingJobName") is null ? "Processing" : "Training";
        return job.Text($"{kind}JobName") is not { } name ? null : new RunStep
        {
            Step = step,
            Job = name,
            Arn = job.Text($"{kind}JobArn"),
            Status = job.Text($"{kind}JobStatus"),
            StartedAt = Instant(job.At($"{kind}StartTime")),
            EndedAt = Instant(job.At($"{kind}EndTime")),
            BillableSeconds = job.At("BillableTimeInSeconds") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetInt32() : null,
        };
    }

    // The optimized integrations give epoch milliseconds, the SDK integrations ISO 8601 text.
    private static DateTimeOffset? Instant(JsonElement? time) => time switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        { ValueKind: JsonValueKind.Number } number => DateTimeOffset.UnixEpoch.AddSeconds(number.GetDouble()),
        { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) => instant,
        _ => null,
    };
}
