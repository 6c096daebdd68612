using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Cli.Runs;

/// <summary>
/// Watches an execution until it ends, reporting every state it enters and every job it submits, once and in order; those of
/// an execution that it starts and waits for follow in their place.
/// </summary>
public sealed class RunFollower(IAmazonStepFunctions stepFunctions, TimeProvider clock, Action<FollowedEvent> report)
{
    /// <summary>How long it rests between two looks; an account counts the calls.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromMilliseconds(150);

    public Task<DescribeExecutionResponse> FollowAsync(string executionArn, CancellationToken cancellationToken) =>
        FollowAsync(executionArn, depth: 0, cancellationToken);

    private async Task<DescribeExecutionResponse> FollowAsync(string executionArn, int depth, CancellationToken cancellationToken)
    {
        long last = 0;
        var state = "";
        while (true)
        {
            // The status is read first: what the history lacks of a finished execution would otherwise never be shown.
            var execution = await stepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = executionArn }, cancellationToken);
            foreach (var item in await NewerAsync(executionArn, last, cancellationToken))
            {
                last = item.Id ?? last;
                state = item.StateEnteredEventDetails?.Name ?? state;
                await ReportAsync(executionArn, item, state, depth, cancellationToken);
            }

            if (execution.Status != ExecutionStatus.RUNNING)
            {
                return execution;
            }

            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private async Task ReportAsync(string executionArn, HistoryEvent item, string state, int depth, CancellationToken cancellationToken)
    {
        var at = item.Timestamp ?? default;
        if (item.StateEnteredEventDetails is not null)
        {
            var takesTime = item.Type == HistoryEventType.TaskStateEntered || item.Type == HistoryEventType.WaitStateEntered;
            report(new FollowedEvent.StateEntered(state, takesTime, depth, at));
        }
        else if (item.Type == HistoryEventType.TaskSubmitted && item.TaskSubmittedEventDetails?.Resource == "invoke.waitForTaskToken")
        {
            if (await AskedAsync(executionArn, item, state, depth, cancellationToken) is { } asked)
            {
                report(asked);
            }
        }
        else if (item.Type == HistoryEventType.TaskSubmitted && await SubmittedAsync(executionArn, item.Id, cancellationToken) is { } arn)
        {
            if (arn.Split(':') is [_, _, "states", _, _, "execution", ..])
            {
                await FollowAsync(arn, depth + 1, cancellationToken);
            }
            else
            {
                report(new FollowedEvent.JobSubmitted(state, arn, depth, at));
            }
        }
    }

    private async Task<FollowedEvent?> AskedAsync(string executionArn, HistoryEvent submitted, string state, int depth, CancellationToken cancellationToken)
    {
        var parameters = await ExecutionHistory.NewestFirstAsync(stepFunctions, executionArn, includeData: true, cancellationToken)
            .Where(item => item.Id < submitted.Id)
            .Select(item => item.TaskScheduledEventDetails?.Parameters)
            .FirstOrDefaultAsync(given => given is not null, cancellationToken);
        return ApprovalQuestion.Read(parameters) is { } question
            ? new FollowedEvent.ApprovalAsked(state, question.Pipeline, question.Run, question.ExpiresAt, depth, submitted.Timestamp ?? default)
            : null;
    }

    /// <summary>The ARN in the answer to what a task submitted; data are asked for only now, because a history's are long.</summary>
    private async Task<string?> SubmittedAsync(string executionArn, long? id, CancellationToken cancellationToken)
    {
        await foreach (var item in ExecutionHistory.NewestFirstAsync(stepFunctions, executionArn, includeData: true, cancellationToken))
        {
            if (item.Id == id)
            {
                return ArnIn(item.TaskSubmittedEventDetails?.Output);
            }
        }

        return null;
    }

    /// <summary>The ARN in the answer to what a task submitted.</summary>
    internal static string? ArnIn(string? output)
    {
        try
        {
            return output is not null && JsonNode.Parse(output) is JsonObject answer
                ? answer.FirstOrDefault(member => member.Key.EndsWith("Arn", StringComparison.OrdinalIgnoreCase)).Value?.ToString()
                : null;
        }
        catch (JsonException)
        {
            // The service cuts long outputs off.
            return null;
        }
    }

    private async Task<List<HistoryEvent>> NewerAsync(string executionArn, long last, CancellationToken cancellationToken)
    {
        var newer = new List<HistoryEvent>();
        await foreach (var item in ExecutionHistory.NewestFirstAsync(stepFunctions, executionArn, includeData: false, cancellationToken))
        {
            if (item.Id <= last)
            {
                break;
            }

            // What has happened since has moved the pages: what was on the last one can be on this one again.
            if (newer.Count == 0 || item.Id < newer[^1].Id)
            {
                newer.Add(item);
            }
        }

        newer.Reverse();
        return newer;
    }
}
