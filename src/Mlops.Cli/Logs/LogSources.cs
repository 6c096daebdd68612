using Amazon.Lambda.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Runs;

namespace Mlops.Cli.Logs;

/// <summary>
/// Finds, by an execution's history, where its log lines are: its machine's, those of the functions that it called while it did, of the
/// jobs that it submitted, and of the executions that it started.
/// </summary>
internal sealed class LogSources(Connection connection)
{
    /// <summary>The step that stands for the state machine itself.</summary>
    public const string Machine = "machine";

    // A function's last lines come after its answer, by another clock.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string?> _groups = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<LogSource>> FindAsync(DescribeExecutionResponse execution, CancellationToken cancellationToken) => FindAsync(execution, "", cancellationToken);

    private async Task<IReadOnlyList<LogSource>> FindAsync(DescribeExecutionResponse execution, string outer, CancellationToken cancellationToken)
    {
        var sources = new List<LogSource>();
        if (await MachineGroupAsync(execution.StateMachineArn, cancellationToken) is { } group)
        {
            sources.Add(new LogSource(outer + Machine, group, At(execution.StartDate)) { Pattern = $"{{ $.execution_arn = \"{execution.ExecutionArn}\" }}" });
        }

        var states = new Dictionary<long, string>();
        var calls = new Dictionary<long, int>();
        await foreach (var item in ExecutionHistory.ReadAsync(connection.StepFunctions, execution.ExecutionArn, includeData: true, cancellationToken))
        {
            var (id, previous) = (item.Id ?? 0, item.PreviousEventId ?? 0);
            var state = states[id] = item.StateEnteredEventDetails?.Name ?? states.GetValueOrDefault(previous, "");
            if (item.LambdaFunctionScheduledEventDetails is { } call && await FunctionGroupAsync(call.Resource, cancellationToken) is { } functionGroup)
            {
                calls[id] = sources.Count;
                sources.Add(new LogSource(outer + state, functionGroup, At(item.Timestamp) - Slack));
            }
            else if (calls.Remove(previous, out var index))
            {
                if (item.Type == HistoryEventType.LambdaFunctionStarted)
                {
                    calls[id] = index;
                }
                else
                {
                    sources[index] = sources[index] with { Until = At(item.Timestamp) + Slack };
                }
            }
            else if (RunFollower.ArnIn(item.TaskSubmittedEventDetails?.Output) is { } arn)
            {
                sources.AddRange(await SubmittedAsync(arn, outer + state, At(item.Timestamp), cancellationToken));
            }
        }

        return sources;
    }

    private async Task<IReadOnlyList<LogSource>> SubmittedAsync(string arn, string step, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (arn.Split(':') is not [_, _, "states", _, _, "execution", ..])
        {
            return JobLogs.Of(arn, step, at) is { } job ? [job] : [];
        }

        var nested = await connection.StepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = arn }, cancellationToken);
        return await FindAsync(nested, $"{step}/", cancellationToken);
    }

    /// <summary>Null when the machine's history is all the log there is.</summary>
    private async Task<string?> MachineGroupAsync(string machineArn, CancellationToken cancellationToken)
    {
        if (!_groups.TryGetValue(machineArn, out var group))
        {
            var machine = await connection.StepFunctions.DescribeStateMachineAsync(new DescribeStateMachineRequest { StateMachineArn = machineArn }, cancellationToken);
            var arn = machine.LoggingConfiguration?.Destinations is [var destination, ..] ? destination.CloudWatchLogsLogGroup?.LogGroupArn : null;
            _groups[machineArn] = group = arn?.Split(':').ElementAtOrDefault(6);
        }

        return group;
    }

    /// <summary>Null when the function is no more.</summary>
    private async Task<string?> FunctionGroupAsync(string functionArn, CancellationToken cancellationToken)
    {
        if (!_groups.TryGetValue(functionArn, out var group))
        {
            try
            {
                var function = await connection.Lambda.GetFunctionConfigurationAsync(new GetFunctionConfigurationRequest { FunctionName = functionArn }, cancellationToken);
                group = function.LoggingConfig?.LogGroup ?? $"/aws/lambda/{function.FunctionName}";
            }
            catch (Amazon.Lambda.Model.ResourceNotFoundException)
            {
                group = null;
            }

            _groups[functionArn] = group;
        }

        return group;
    }

    private static DateTimeOffset At(DateTime? time) => new((time ?? default).ToUniversalTime());
}
