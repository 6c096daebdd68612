using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Processes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StepFunctions.Integrations;

/// <summary>Functions: by their ARN (the result is the payload) or by <c>lambda:invoke</c> (the result is the whole answer).</summary>
internal sealed class LambdaTasks(ServiceCalls calls)
{
    private static readonly CalledService Lambda = ServiceNames.Optimized("lambda");

    public async Task<TaskOutcome> ByArnAsync(string arn, JsonNode? payload, CancellationToken cancellationToken)
    {
        var outcome = await InvokeAsync(new JsonObject { ["FunctionName"] = arn, ["Payload"] = JsonText.Write(payload) }, cancellationToken);
        return outcome is TaskOutcome.Succeeded { Output: JsonObject answer }
            ? new TaskOutcome.Succeeded(answer["Payload"]?.DeepClone())
            : outcome;
    }

    public async Task<TaskOutcome> InvokeAsync(JsonObject parameters, CancellationToken cancellationToken)
    {
        var input = parameters.Copy();
        input["Payload"] = Payload(parameters["Payload"]);
        var outcome = await calls.CallAsync(Lambda, "Invoke", input, cancellationToken);
        if (outcome is not TaskOutcome.Succeeded { Output: JsonObject answer })
        {
            return outcome;
        }

        var text = answer.TextOrNull("Payload") ?? "";
        return answer.ContainsKey("FunctionError")
            ? new TaskOutcome.Failed(FunctionError(text))
            : new TaskOutcome.Succeeded(Answer(answer, text));
    }

    private JsonObject Answer(JsonObject answer, string text)
    {
        var result = answer.Pick("ExecutedVersion", "LogResult", "StatusCode");
        result["Payload"] = Parsed(text);
        return calls.WithMetadata(result);
    }

    /// <summary>Text that is JSON already goes as it is; anything else as JSON.</summary>
    private static string Payload(JsonNode? payload) =>
        JsonValues.AsString(payload) is not { } text ? JsonText.Write(payload ?? new JsonObject())
        : IsJson(text) ? text
        : JsonText.Write(payload);

    private static StatesError FunctionError(string payload)
    {
        var type = IsJson(payload) && Parsed(payload) is JsonObject error ? JsonValues.AsString(error["errorType"]) : null;
        return type is not null
            ? new StatesError(type, payload)
            : new StatesError("Lambda.Unknown",
                $"The cause could not be determined because Lambda did not return an error type. Returned payload: {payload}");
    }

    private static JsonNode? Parsed(string text) => text.Length == 0 ? null : IsJson(text) ? JsonText.Parse(text) : JsonValue.Create(text);

    private static bool IsJson(string text)
    {
        try
        {
            JsonText.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
