using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>
/// Calls a target: as its role when it names one, else as EventBridge itself for the rule, whom only the target's own
/// policy can let in.
/// </summary>
internal sealed class TargetCaller(CloudIdentity identity, Func<IApi> api, Func<string, BusReceiver?> receivers)
{
    /// <summary>The services whose ARNs can be targets.</summary>
    public static readonly IReadOnlyList<string> Served = ["lambda", "sqs", "sns", "states", "events"];

    /// <summary>Refuses a target that could never be called, when it is put.</summary>
    public static void Validate(JsonObject target)
    {
        var id = target["Id"];
        var arn = target["Arn"]!.ToString().Split(':', 6);
        if (arn is not ["arn", _, var service, _, _, _] || !Served.Contains(service))
        {
            throw AwsException.Validation($"Parameter {target["Arn"]} is not valid. Reason: target {id} is none of the served kinds: "
                + "Lambda function, SQS queue, SNS topic, state machine, event bus.");
        }

        if (service == "states" && target["RoleArn"] is null)
        {
            throw AwsException.Validation($"RoleArn is required for target {target["Arn"]}.");
        }

        string[] known = ["Id", "Arn", "RoleArn", "Input", "InputPath", "InputTransformer", "RetryPolicy", "DeadLetterConfig"];
        var unknown = target.Where(member => member.Value is not null).Select(member => member.Key).Except(known).ToList();
        if (unknown.Count > 0)
        {
            throw AwsException.Validation($"Target {id}: not supported: {string.Join(", ", unknown)}.");
        }
    }

    public Task CallAsync(Delivery delivery, string payload, CancellationToken cancellationToken)
    {
        var arn = delivery.TargetArn;
        return arn.Split(':')[2] switch
        {
            "lambda" => InvokeAsync(delivery, "lambda", "Invoke",
                new() { ["FunctionName"] = arn, ["InvocationType"] = "Event", ["Payload"] = payload }, cancellationToken),
            "sqs" => InvokeAsync(delivery, "sqs", "SendMessage",
                new() { ["QueueUrl"] = QueueUrl(arn), ["MessageBody"] = payload }, cancellationToken),
            "sns" => InvokeAsync(delivery, "sns", "Publish", new() { ["TopicArn"] = arn, ["Message"] = payload }, cancellationToken),
            "states" => StartAsync(delivery, payload, cancellationToken),
            _ => ForwardAsync(delivery, arn),
        };
    }

    /// <summary>Sends an event that could not be delivered to its target's dead-letter queue, with the reason.</summary>
    public Task SendToDeadLettersAsync(Delivery delivery, string queueArn, IReadOnlyDictionary<string, string> attributes, CancellationToken cancellationToken)
    {
        var input = new JsonObject
        {
            ["QueueUrl"] = QueueUrl(queueArn),
            ["MessageBody"] = delivery.Event,
            ["MessageAttributes"] = new JsonObject(attributes.Select(attribute => KeyValuePair.Create<string, JsonNode?>(
                attribute.Key, new JsonObject { ["DataType"] = "String", ["StringValue"] = attribute.Value }))),
        };
        return api().CallAsync("sqs", "SendMessage", input, Itself(delivery), cancellationToken);
    }

    /// <summary>The same for every attempt: a start that had succeeded before a crash is not repeated.</summary>
    private static string ExecutionName(Delivery delivery)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{delivery.Id}/{delivery.TargetArn}"));
        return $"{JsonNode.Parse(delivery.Event)!["id"]}_{new Guid(digest.AsSpan(0, 16))}";
    }

    private Principal.Service Itself(Delivery delivery) => new(identity.Account, "events.amazonaws.com", delivery.RuleArn);

    private Principal Caller(Delivery delivery) => delivery.Target["RoleArn"]?.ToString() is { } role
        ? new Principal.Role(role.Split(':')[4], role[(role.LastIndexOf('/') + 1)..], delivery.RuleName)
        : Itself(delivery);

    private string QueueUrl(string arn)
    {
        var parts = arn.Split(':');
        return new Uri(identity.Endpoint, $"{parts[4]}/{parts[5]}").ToString();
    }

    private async Task InvokeAsync(Delivery delivery, string service, string operation, JsonObject input, CancellationToken cancellationToken) =>
        await api().CallAsync(service, operation, input, Caller(delivery), cancellationToken);

    private async Task StartAsync(Delivery delivery, string payload, CancellationToken cancellationToken)
    {
        var input = new JsonObject { ["stateMachineArn"] = delivery.TargetArn, ["name"] = ExecutionName(delivery), ["input"] = payload };
        try
        {
            await InvokeAsync(delivery, "stepfunctions", "StartExecution", input, cancellationToken);
        }
        catch (AwsException taken) when (taken.Code == "ExecutionAlreadyExists")
        {
            // Only an earlier attempt of this very delivery has that name: it had started before its success was written down.
        }
    }

    /// <summary>The other bus gets the event itself, source, account and id unchanged. Whoever names no role sends as the account.</summary>
    private Task ForwardAsync(Delivery delivery, string busArn)
    {
        var account = busArn.Split(':')[4];
        var receiver = receivers(account) ?? throw new AwsException("ResourceNotFoundException", 400, $"Event bus {busArn} does not exist.");
        var anEvent = JsonNode.Parse(delivery.Event)!.AsObject();
        if (account != identity.Account && anEvent["account"]!.ToString() != identity.Account)
        {
            throw AwsException.Validation($"EventBridge does not send an event of account {anEvent["account"]} on to a third one, {account}.");
        }

        var caller = Caller(delivery);
        receiver.Receive(caller is Principal.Service && account != identity.Account ? new Principal.Root(identity.Account) : caller, busArn, anEvent);
        return Task.CompletedTask;
    }
}
