using Amazon.StepFunctions.Model;
using Mlops.Domain.Runs;

namespace Scenarios.Support;

/// <summary>An execution that has ended, and its record where it got far enough to have one.</summary>
internal sealed record EndedRun(DescribeExecutionResponse Execution, RunRecord? Record)
{
    public string Arn => Execution.ExecutionArn;

    public RunRecord Run => Record ?? throw new InvalidOperationException($"{Arn} ended {Execution.Status} ({Execution.Error}: {Execution.Cause}) without a run.json.");

    /// <summary>What to read when a test fails.</summary>
    public override string ToString() => $"{Execution.Name} {Execution.Status} {Record?.Outcome} {Record?.Error} {Execution.Error}: {Execution.Cause}";
}
