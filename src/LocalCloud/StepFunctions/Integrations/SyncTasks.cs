using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Paths;
using Timestamps = LocalCloud.Models.Timestamps;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>
/// Waits for submitted work by describing it as the machine's role until it has ended: whenever an event tells of it, and now
/// and then where no event comes.
/// </summary>
internal sealed class SyncTasks(ServiceCalls calls, StepFunctionsContext context)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>In real time: on a fast clock the pauses would be none, and asking would be all that this machine did.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>AWS's timestamps are cut to it.</summary>
    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(1);

    public async Task<TaskOutcome> WaitAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var (integration, work) = Work(call);
        var pause = FirstPause;
        // From before the first look on: what happens after it is told.
        using var watch = call.Submitted?[work.NamingMember]?.ToString() is { } arn ? context.Signals?.Of(arn) : null;
        while (true)
        {
            var described = await calls.CallAsync(Service(integration), work.DescribeOperation, Id(call, work), cancellationToken);
            if (described is not TaskOutcome.Succeeded { Output: JsonObject description })
            {
                return described;
            }

            var status = description.Text(work.StatusMember);
            if (!work.Running.Contains(status))
            {
                return End(integration, work, description, status);
            }

            await RestAsync(watch, pause, cancellationToken);
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    private async Task RestAsync(EventSignals.Watch? watch, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var over = Task.WhenAll(Task.Delay(pause, context.Time, rest.Token), Task.Delay(ShortestPause, context.Supervision, rest.Token));
        await (watch is null ? over : Task.WhenAny(over, watch.NextAsync(rest.Token)));
        await rest.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// The answer of a submission that was interrupted before it could be noted: a job with the attempt's name that was made
    /// since the attempt began is its own. Null when there is none.
    /// </summary>
    public async Task<TaskOutcome?> FindAsync(TaskCall call, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var integration = (TaskResource.Integration)call.Resource;
        if (!SyncWork.All.TryGetValue($"{integration.ResourceType}:{integration.Action}", out var work) || work.ArnMember is not { } arn)
        {
            return null;
        }

        var described = await calls.CallAsync(Service(integration), work.DescribeOperation, Id(call, work), cancellationToken);
        return described is TaskOutcome.Succeeded { Output: JsonObject job } && Timestamps.Parse(job.Text("CreationTime")) > since - ClockStep
            ? new TaskOutcome.Succeeded(new JsonObject { [arn] = job[arn]?.DeepClone() })
            : null;
    }

    /// <summary>Asks the service to stop the work; that it has ended by now is no error.</summary>
    public Task StopAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var (integration, work) = Work(call);
        return calls.CallAsync(Service(integration), work.StopOperation, Id(call, work), cancellationToken);
    }

    private static TaskOutcome End(TaskResource.Integration integration, SyncWork work, JsonObject description, string status)
    {
        var result = Result(description);
        if (work.Failed.Contains(status))
        {
            return new TaskOutcome.Failed(new StatesError(StatesError.TaskFailed, JsonText.Write(result)));
        }

        if (integration.Pattern == ".sync:2")
        {
            foreach (var member in new[] { "Input", "Output" }.Where(result.ContainsKey))
            {
                result[member] = JsonText.Parse(result.Text(member));
            }
        }

        return new TaskOutcome.Succeeded(result);
    }

    private static JsonObject Result(JsonObject description) =>
        new(description.Where(member => !member.Key.StartsWith("Redrive", StringComparison.Ordinal))
            .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    private static JsonObject Id(TaskCall call, SyncWork work) => new()
    {
        [work.IdMember] = (work.AnswerMember is { } member ? call.Submitted![member] : call.Parameters![work.IdMember])?.DeepClone(),
    };

    private static (TaskResource.Integration Integration, SyncWork Work) Work(TaskCall call)
    {
        var integration = (TaskResource.Integration)call.Resource;
        return (integration, SyncWork.All[$"{integration.ResourceType}:{integration.Action}"]);
    }

    private static CalledService Service(TaskResource.Integration integration) => ServiceNames.Optimized(integration.ResourceType);
}
