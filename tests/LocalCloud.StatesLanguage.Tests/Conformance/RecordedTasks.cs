using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Paths;
using LocalCloud.StatesLanguage.Tests.Execution;

namespace LocalCloud.StatesLanguage.Tests.Conformance;

/// <summary>Answers each call with the next recorded answer of its resource.</summary>
internal sealed class RecordedTasks(JsonNode recorded)
{
    private readonly List<JsonNode> _left = recorded["mocks"]?.AsArray().OfType<JsonNode>().ToList() ?? [];

    public ITaskRunner AsRunner() => new ScriptedTasks(AnswerAsync);

    public static HashSet<string> Ignored(JsonNode recorded) =>
        recorded["ignoreKeys"]?.AsArray().Select(key => key!.GetValue<string>()).ToHashSet() ?? [];

    private async Task<TaskOutcome> AnswerAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken)
    {
        var answer = Take(call);
        switch (answer["outcome"]!.GetValue<string>())
        {
            case "succeeded":
                return new TaskOutcome.Succeeded(answer["output"]?.DeepClone());
            case "failed":
                var cause = answer["cause"];
                return new TaskOutcome.Failed(new StatesError(
                    answer["error"]?.GetValue<string>(), cause is null ? null : JsonValues.AsString(cause) ?? JsonText.Write(cause)));
            default:
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new InvalidOperationException("The task was to time out.");
        }
    }

    private JsonNode Take(TaskCall call)
    {
        lock (_left)
        {
            var name = call.Resource is TaskResource.Integration integration ? integration.Resource : call.Resource.Arn;
            var answer = _left.FirstOrDefault(mock => mock["resource"]!.GetValue<string>() == name && JsonNode.DeepEquals(mock["request"], call.Parameters))
                ?? _left.First(mock => mock["resource"]!.GetValue<string>() == name);
            _left.Remove(answer);
            return answer;
        }
    }
}
