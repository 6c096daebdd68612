using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Cli.Runs;

/// <summary>Watches an execution until it ends, reporting every state it enters, once and in order.</summary>
public sealed class RunFollower(IAmazonStepFunctions stepFunctions, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);

    public async Task<DescribeExecutionResponse> FollowAsync(string executionArn, Action<StateEntered> entered, CancellationToken cancellationToken)
    {
        long last = 0;
        while (true)
        {
            // The status is read first: what the history lacks of a finished execution would otherwise never be shown.
            var execution = await stepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = executionArn }, cancellationToken);
            last = await ReportAsync(executionArn, last, entered, cancellationToken);
            if (execution.Status != ExecutionStatus.RUNNING)
            {
                return execution;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private async Task<long> ReportAsync(string executionArn, long last, Action<StateEntered> entered, CancellationToken cancellationToken)
    {
        string? token = null;
        var newest = last;
        do
        {
            var page = await stepFunctions.GetExecutionHistoryAsync(
                new GetExecutionHistoryRequest { ExecutionArn = executionArn, MaxResults = 1000, IncludeExecutionData = false, NextToken = token }, cancellationToken);
            foreach (var item in page.Events.Where(item => item.Id > last))
            {
                newest = Math.Max(newest, item.Id ?? 0);
                if (item.StateEnteredEventDetails is { } details)
                {
                    entered(new StateEntered(details.Name, item.Type, item.Timestamp ?? default));
                }
            }

            token = page.NextToken;
        }
        while (token is not null);

        return newest;
    }
}

/// <summary>A state that an execution entered, at the time the service says.</summary>
public sealed record StateEntered(string Name, HistoryEventType Type, DateTime At)
{
    /// <summary>Choices and the like pass in no time; these are what a watcher wants to see.</summary>
    public bool TakesTime => Type == HistoryEventType.TaskStateEntered || Type == HistoryEventType.WaitStateEntered;
}
