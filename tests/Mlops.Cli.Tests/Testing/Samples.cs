using Mlops.Domain.Datasets;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;

namespace Mlops.Cli.Tests.Testing;

/// <summary>A run as the record of a deployed one looks; tests change what they are about.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static RunRecord Deployed { get; } = new()
    {
        Run = "2601020304-1a2b3c4",
        Pipeline = "ridership",
        Execution = "arn:aws:states:us-east-1:000000000000:execution:mlops-ridership-retrain:upload-20260102T030400Z",
        Trigger = new RunTrigger { Cause = RetrainCause.Upload, Request = "upload-20260102T030400Z" },
        StartedAt = Start,
        Dataset = new RunDataset { Status = SnapshotStatus.New, Hash = "0123456789abcdef", Files = 36, Bytes = 262_032 },
        Steps = [new RunStep { Step = "train", Job = "ridership-2601020304-1a2b3c4-train-0-0", Status = "Completed", StartedAt = Start, EndedAt = Start.AddSeconds(61), BillableSeconds = 61 }],
        Metrics = new Dictionary<string, double> { ["r2"] = 0.891, ["mae"] = 0.9024 },
        Model = "fedcba9876543210",
        Gate = new RunGate(GateDecision.Passed, ["mae is 0.9 and must be at most 3: passed."]),
        Outcome = RunOutcome.Deployed,
        ClosedAt = Start.AddSeconds(90),
    };
}
