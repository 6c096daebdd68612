using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Sns;

/// <summary>Subscribe (SQS queues and Lambda functions), Unsubscribe and ListSubscriptionsByTopic.</summary>
internal sealed class SubscriptionOperations(TopicStore topics)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        TopicAccess.Operation(topics, "Subscribe", Subscribe),
        TopicAccess.Operation(topics, "ListSubscriptionsByTopic", List),
        new("Unsubscribe", (input, _, _) => Task.FromResult(Unsubscribe(input)), (input, _) => [new("sns:Unsubscribe", input["SubscriptionArn"]!.ToString())]),
    ];

    private JsonObject Subscribe(JsonObject input)
    {
        var topic = topics.Require(input["TopicArn"]!.ToString());
        var protocol = input["Protocol"]!.ToString();
        var endpoint = input["Endpoint"]?.ToString() ?? "";
        if (protocol is not ("sqs" or "lambda"))
        {
            throw SnsErrors.InvalidParameter($"Protocol Reason: '{protocol}' is not supported; supported: sqs, lambda");
        }

        if (endpoint.Split(':') is not ["arn", _, var service, _, _, _, ..] || service != protocol)
        {
            throw SnsErrors.InvalidParameter($"{protocol.ToUpperInvariant()} endpoint ARN");
        }

        var attributes = input["Attributes"] as JsonObject ?? [];
        var unknown = attributes.Select(attribute => attribute.Key).Where(name => name != "RawMessageDelivery").ToList();
        if (unknown.Count > 0)
        {
            throw SnsErrors.InvalidParameter($"Attributes Reason: not supported: {string.Join(", ", unknown)}; supported: RawMessageDelivery");
        }

        var arn = $"{topic.Arn}:{Id(topic.Arn, protocol, endpoint)}";
        var raw = string.Equals(attributes["RawMessageDelivery"]?.ToString(), "true", StringComparison.OrdinalIgnoreCase);
        if (topics.FindSubscription(arn) is { } existing)
        {
            return attributes.Count == 0 || existing.RawMessageDelivery == raw
                ? new() { ["SubscriptionArn"] = arn }
                : throw SnsErrors.InvalidParameter("Attributes Reason: Subscription already exists with different attributes");
        }

        if (raw && protocol == "lambda")
        {
            throw SnsErrors.InvalidParameter("Attributes Reason: RawMessageDelivery is not for the lambda protocol");
        }

        topics.Put(new Subscription { Arn = arn, TopicArn = topic.Arn, Protocol = protocol, Endpoint = endpoint, RawMessageDelivery = raw });
        return new() { ["SubscriptionArn"] = arn };
    }

    private JsonObject List(JsonObject input)
    {
        var topic = topics.Require(input["TopicArn"]!.ToString());
        return new()
        {
            ["Subscriptions"] = new JsonArray([.. topics.Subscriptions(topic.Arn).Select(subscription => new JsonObject
            {
                ["SubscriptionArn"] = subscription.Arn,
                ["Owner"] = topics.Account,
                ["Protocol"] = subscription.Protocol,
                ["Endpoint"] = subscription.Endpoint,
                ["TopicArn"] = subscription.TopicArn,
            })]),
        };
    }

    /// <summary>Ending a subscription that does not exist succeeds.</summary>
    private JsonObject Unsubscribe(JsonObject input)
    {
        topics.DeleteSubscription(input["SubscriptionArn"]!.ToString());
        return [];
    }

    /// <summary>The same for the same subscription: subscribing twice is subscribing once.</summary>
    private static string Id(string topic, string protocol, string endpoint) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{topic} {protocol} {endpoint}")).AsSpan(0, 16)).ToString();
}
