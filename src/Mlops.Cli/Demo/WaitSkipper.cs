using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using LocalCloud.Time;
using Mlops.Cli.Runs;

namespace Mlops.Cli.Demo;

/// <summary>Moves the cloud's clock ahead for as long as an execution only waits: there is nothing to see until it goes on.</summary>
internal sealed class WaitSkipper(IAmazonStepFunctions stepFunctions, VirtualTimeProvider cloudClock, TimeProvider clock)
{
    // Small against every timeout: what else is at work may get a little late, but never too late.
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>Goes on until who follows the execution has seen its end.</summary>
    public async Task<DescribeExecutionResponse> WhileAsync(Task<DescribeExecutionResponse> following, string execution, CancellationToken cancellationToken)
    {
        while (!following.IsCompleted)
        {
            await (await WaitsAsync(execution, cancellationToken) ? cloudClock.AdvanceAsync(Step, cancellationToken) : Task.Delay(Look, clock, cancellationToken));
        }

        return await following;
    }

    /// <summary>It waits, or the execution does that it waits for.</summary>
    private async Task<bool> WaitsAsync(string execution, CancellationToken cancellationToken)
    {
        var last = await stepFunctions.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = execution, ReverseOrder = true, MaxResults = 1 }, cancellationToken);
        return last.Events is [{ } newest]
            && (newest.Type == HistoryEventType.WaitStateEntered || (Nested(newest) is { } nested && await WaitsAsync(nested, cancellationToken)));
    }

    private static string? Nested(HistoryEvent newest) =>
        newest.TaskSubmittedEventDetails is { ResourceType: "states" } submitted ? RunFollower.ArnIn(submitted.Output) : null;
}
