using System.Text.Json.Nodes;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>Waits for submitted work by describing it as the machine's role until it has ended.</summary>
internal sealed class SyncTasks(ServiceCalls calls, TimeProvider time, TimeProvider supervision)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    /// <summary>In real time: on a fast clock the pauses would be none, and asking would be all that this machine did.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private static readonly string[] Taken = [".ResourceInUseException", ".ExecutionAlreadyExistsException"];

    public async Task<TaskOutcome> WaitAsync(TaskCall call, CancellationToken cancellationToken)
    {
        var (integration, work) = Work(call);
        var pause = FirstPause;
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

            await Task.WhenAll(Task.Delay(pause, time, cancellationToken), Task.Delay(ShortestPause, supervision, cancellationToken));
            pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause;
        }
    }

    /// <summary>
    /// What an interrupted submission would have been answered, when its repetition is refused because the work is there;
    /// any other refusal stays one.
    /// </summary>
    public async Task<TaskOutcome> AdoptAsync(
        TaskResource.Integration integration, JsonObject parameters, TaskOutcome.Failed refused, CancellationToken cancellationToken)
    {
        if (!Taken.Any(error => refused.Error.Error?.EndsWith(error, StringComparison.Ordinal) == true))
        {
            return refused;
        }

        var work = SyncWork.All[$"{integration.ResourceType}:{integration.Action}"];
        var id = new JsonObject { [work.IdMember] = work.IdOf(parameters) };
        var described = await calls.CallAsync(Service(integration), work.DescribeOperation, id, cancellationToken);
        return described is TaskOutcome.Succeeded { Output: JsonObject description }
            ? new TaskOutcome.Succeeded(calls.WithMetadata(description.Pick([.. work.AnswerMembers])))
            : described;
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
