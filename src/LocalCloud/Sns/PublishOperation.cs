using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Storage;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Sns;

/// <summary>
/// Publish: the message is with every subscriber's service (a queue, Lambda's asynchronous invocations, both of which keep
/// it) before the publisher is answered. A subscriber that refuses loses it, as on AWS without a dead-letter queue.
/// </summary>
internal sealed class PublishOperation(CloudIdentity identity, TopicStore topics, PersistedCounter messages, SnsSurroundings surroundings)
{
    private const int LargestMessage = 256 * 1024;

    public ApiOperation Operation() => new("Publish", PublishAsync, (input, _) => [TopicAccess.On(topics, "Publish", TopicArn(input))]);

    private static string TopicArn(JsonObject input) => (input["TopicArn"] ?? input["TargetArn"])?.ToString()
        ?? throw SnsErrors.InvalidParameter("TopicArn or TargetArn Reason: no value for required parameter");

    private async Task<JsonObject> PublishAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        var topic = topics.Require(TopicArn(input));
        var message = input["Message"]!.ToString();
        if (message.Length == 0)
        {
            throw SnsErrors.InvalidParameter("Empty message");
        }

        if (Encoding.UTF8.GetByteCount(message) > LargestMessage)
        {
            throw SnsErrors.InvalidParameter("Message too long");
        }

        if (input["MessageStructure"] is not null)
        {
            throw SnsErrors.InvalidParameter("MessageStructure Reason: a message per protocol is not supported; send one text.");
        }

        var published = new Published(NextId(topic.Arn), message, input, surroundings.Time.GetUtcNow());
        foreach (var subscription in topics.Subscriptions(topic.Arn))
        {
            await DeliverAsync(subscription, published, cancellationToken);
        }

        return new() { ["MessageId"] = published.MessageId };
    }

    private async Task DeliverAsync(Subscription subscription, Published published, CancellationToken cancellationToken)
    {
        var itself = new Principal.Service(identity.Account, "sns.amazonaws.com", subscription.TopicArn);
        try
        {
            var (service, operation, call) = Call(subscription, published);
            await surroundings.Api().CallAsync(service, operation, call, itself, cancellationToken);
        }
        catch (AwsException refused)
        {
            surroundings.Logger.NotDelivered(subscription.TopicArn, subscription.Endpoint, refused.Message);
        }
    }

    private (string Service, string Operation, JsonObject Input) Call(Subscription subscription, Published published)
    {
        if (subscription.Protocol == "lambda")
        {
            return ("lambda", "Invoke", new()
            {
                ["FunctionName"] = subscription.Endpoint,
                ["InvocationType"] = "Event",
                ["Payload"] = Notification.ForLambda(subscription, published, UnsubscribeUrl(subscription)).ToJsonString(),
            });
        }

        var parts = subscription.Endpoint.Split(':');
        var input = new JsonObject
        {
            ["QueueUrl"] = new Uri(identity.Endpoint, $"{parts[4]}/{parts[5]}").ToString(),
            ["MessageBody"] = subscription.RawMessageDelivery
                ? published.Message
                : Notification.ForQueue(subscription, published, UnsubscribeUrl(subscription)).ToJsonString(Notification.Plain),
        };
        if (subscription.RawMessageDelivery && published.Attributes is { Count: > 0 } attributes)
        {
            input["MessageAttributes"] = attributes.DeepClone();
        }

        return ("sqs", "SendMessage", input);
    }

    private string UnsubscribeUrl(Subscription subscription) =>
        new Uri(identity.Endpoint, $"?Action=Unsubscribe&SubscriptionArn={subscription.Arn}").ToString();

    private string NextId(string topicArn)
    {
        var digest = System.Security.Cryptography.SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{topicArn}/{messages.Next()}")));
        return new Guid(digest.AsSpan(0, 16)).ToString();
    }
}
