using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>Invoke: synchronous (<c>RequestResponse</c>), asynchronous (<c>Event</c>) and <c>DryRun</c>. The payload is JSON text.</summary>
internal sealed class InvokeOperation(
    ComputeContext context,
    FunctionStore functions,
    RequestIds ids,
    Invoker invoke,
    AsyncInvoker asynchronous)
{
    private const int LargestRequest = 6_291_456;
    private const int LargestEvent = 1_048_576;

    public ApiOperation Operation() => new("Invoke", HandleAsync, (input, _) => [FunctionAccess.To(functions, "InvokeFunction", input)]);

    private async Task<JsonObject> HandleAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var function = functions.Get(input.Text("FunctionName"));
        var type = input.TextOrNull("InvocationType") ?? "RequestResponse";
        var payload = input.TextOrNull("Payload") is { Length: > 0 } given ? given : "{}";
        Check(payload, type);
        if (type == "RequestResponse")
        {
            var result = await invoke(function, ids.NextRequest(), payload, call.Principal, cancellationToken);
            return Answer(result, withLog: input.TextOrNull("LogType") == "Tail");
        }

        if (type == "Event")
        {
            asynchronous.Accept(new AsyncEvent
            {
                RequestId = ids.NextRequest(),
                FunctionName = function.FunctionName,
                Payload = payload,
                AcceptedAt = context.Time.GetUtcNow(),
            });
        }

        return new JsonObject { ["StatusCode"] = type == "Event" ? 202 : 204, ["Payload"] = "" };
    }

    private static JsonObject Answer(InvocationResult result, bool withLog)
    {
        var output = new JsonObject { ["StatusCode"] = 200, ["Payload"] = result.Payload, ["ExecutedVersion"] = "$LATEST" };
        if (result.FunctionError is not null)
        {
            output["FunctionError"] = result.FunctionError;
        }

        if (withLog)
        {
            var log = Encoding.UTF8.GetBytes(result.LogTail);
            output["LogResult"] = Convert.ToBase64String(log.AsSpan(Math.Max(0, log.Length - 4096)));
        }

        return output;
    }

    private static void Check(string payload, string type)
    {
        var (size, limit) = (Encoding.UTF8.GetByteCount(payload), type == "Event" ? LargestEvent : LargestRequest);
        if (size > limit)
        {
            throw new AwsException("RequestTooLargeException", 413,
                $"{size} byte payload is too large for the {type} invocation type (limit {limit} bytes)");
        }

        try
        {
            using var parsed = JsonDocument.Parse(payload);
        }
        catch (JsonException exception)
        {
            throw new AwsException("InvalidRequestContentException", 400, $"Could not parse request body into json: {exception.Message}");
        }
    }
}
