using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using LocalCloud.Time;
using Mlops.Cli.Runs;

namespace Mlops.Cli.Demo;

/// <summary>Moves the cloud's clock ahead for as long as all executions only wait: there is nothing to see until one goes on.</summary>
internal sealed class WaitSkipper(IAmazonStepFunctions stepFunctions, IReadOnlyList<string> machines, VirtualTimeProvider cloudClock, TimeProvider clock)
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>Goes on until who follows the execution has seen its end.</summary>
    public async Task<DescribeExecutionResponse> WhileAsync(Task<DescribeExecutionResponse> following, string execution, CancellationToken cancellationToken)
    {
        while (!following.IsCompleted)
        {
            if (await WaitsAsync(execution, cancellationToken) && await AllWaitAsync(cancellationToken))
            {
                await cloudClock.AdvanceToNextAsync(LongestStep, cancellationToken);
            }
            else
            {
                await Task.WhenAny(following, Task.Delay(Look, clock, cancellationToken));
            }
        }

        return await following;
    }

    /// <summary>Whatever else is at work needs its time in reality, too: its timeouts must not pass meanwhile.</summary>
    private async Task<bool> AllWaitAsync(CancellationToken cancellationToken)
    {
        foreach (var machine in machines)
        {
            var running = await stepFunctions.ListExecutionsAsync(
                new ListExecutionsRequest { StateMachineArn = machine, StatusFilter = ExecutionStatus.RUNNING }, cancellationToken);
            foreach (var execution in running.Executions)
            {
                if (!await WaitsAsync(execution.ExecutionArn, cancellationToken))
                {
                    return false;
                }
            }
        }

        return true;
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
