using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>
/// Where asynchronous invocations end: the dead-letter queue gets the event, a destination gets an invocation record.
/// Both are called as the function's role. A target that refuses loses the record, as on AWS, and the log says so.
/// </summary>
internal sealed class AsyncOutcomes(ComputeContext context, LambdaLogs logs)
{
    public async Task SucceededAsync(
        FunctionConfiguration function, EventInvokeConfig config, AsyncEvent ended, InvocationResult result, CancellationToken cancellationToken)
    {
        if (config.OnSuccess is { } target)
        {
            var record = Record(function, ended with { Failures = ended.Failures + 1 }, "Success", result);
            await DeliverAsync(function, target, record, "Lambda Function Invocation Result - Success", cancellationToken);
        }
    }

    public async Task FailedAsync(
        FunctionConfiguration function, EventInvokeConfig config, AsyncEvent ended, string condition, InvocationResult? result, CancellationToken cancellationToken)
    {
        if (function.DeadLetterConfig?.TargetArn is { Length: > 0 } deadLetters)
        {
            await GuardAsync(function, deadLetters, () => DeadLetterAsync(function, deadLetters, ended, result, cancellationToken));
        }

        if (config.OnFailure is { } target)
        {
            await DeliverAsync(function, target, Record(function, ended, condition, result), "Lambda Function Invocation Result - Failure", cancellationToken);
        }
    }

    private JsonObject Record(FunctionConfiguration function, AsyncEvent ended, string condition, InvocationResult? result)
    {
        var record = new JsonObject
        {
            ["version"] = "1.0",
            ["timestamp"] = context.Now(),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = ended.RequestId,
                ["functionArn"] = $"{function.FunctionArn}:{function.Version}",
                ["condition"] = condition,
                ["approximateInvokeCount"] = ended.Failures,
            },
            ["requestPayload"] = ParseOrText(ended.Payload),
        };
        if (result is not null)
        {
            var response = new JsonObject { ["statusCode"] = 200, ["executedVersion"] = function.Version };
            if (result.FunctionError is not null)
            {
                response["functionError"] = result.FunctionError;
            }

            record["responseContext"] = response;
            record["responsePayload"] = ParseOrText(result.Payload);
        }

        return record;
    }

    private Task<JsonObject> DeadLetterAsync(
        FunctionConfiguration function, string arn, AsyncEvent ended, InvocationResult? result, CancellationToken cancellationToken)
    {
        var attributes = new JsonObject { ["RequestID"] = Attribute("String", ended.RequestId), ["ErrorCode"] = Attribute("Number", "200") };
        if (result is not null && (ParseOrText(result.Payload) as JsonObject)?.TextOrNull("errorMessage") is { Length: > 0 } message)
        {
            attributes["ErrorMessage"] = Attribute("String", message.Length > 1024 ? message[..1024] : message);
        }

        return SendAsync(function, arn, ended.Payload, attributes, "", cancellationToken);
    }

    private Task DeliverAsync(FunctionConfiguration function, string arn, JsonObject record, string detailType, CancellationToken cancellationToken) =>
        GuardAsync(function, arn, () => SendAsync(function, arn, record.ToJsonString(), null, detailType, cancellationToken));

    private async Task GuardAsync(FunctionConfiguration function, string arn, Func<Task> deliver)
    {
        try
        {
            await deliver();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logs.Write(function, $"The record of an asynchronous invocation could not be delivered to {arn}: {exception.Message}");
        }
    }

    private Task<JsonObject> SendAsync(
        FunctionConfiguration function, string arn, string body, JsonObject? attributes, string detailType, CancellationToken cancellationToken)
    {
        var (service, operation, input) = Arns.Service(arn) switch
        {
            "sqs" => ("sqs", "SendMessage", new JsonObject { ["QueueUrl"] = QueueUrl(arn), ["MessageBody"] = body, ["MessageAttributes"] = attributes }),
            "sns" => ("sns", "Publish", new JsonObject { ["TopicArn"] = arn, ["Message"] = body, ["MessageAttributes"] = attributes }),
            "lambda" => ("lambda", "Invoke", new JsonObject { ["FunctionName"] = arn, ["InvocationType"] = "Event", ["Payload"] = body }),
            "events" => ("events", "PutEvents", new JsonObject { ["Entries"] = new JsonArray(Entry(function, arn, body, detailType)) }),
            var other => throw new AwsException("InvalidParameterValueException", 400, $"The service '{other}' cannot be a destination: {arn}"),
        };
        if (attributes is null)
        {
            input.Remove("MessageAttributes");
        }

        return context.Api().CallAsync(service, operation, input, context.Roles.SessionOf(function.Role, function.FunctionName), cancellationToken);
    }

    private string QueueUrl(string arn) => new Uri(context.Identity.Endpoint, $"{Arns.Account(arn)}/{Arns.Resource(arn)}").ToString();

    private static JsonObject Entry(FunctionConfiguration function, string bus, string detail, string detailType) => new()
    {
        ["Source"] = "lambda",
        ["DetailType"] = detailType,
        ["Resources"] = new JsonArray(bus, $"{function.FunctionArn}:{function.Version}"),
        ["Detail"] = detail,
        ["EventBusName"] = bus,
    };

    private static JsonObject Attribute(string type, string value) => new() { ["DataType"] = type, ["StringValue"] = value };

    private static JsonNode? ParseOrText(string payload)
    {
        try
        {
            return JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return JsonValue.Create(payload);
        }
    }
}
