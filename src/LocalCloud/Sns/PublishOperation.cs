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
    private const int Attempts = 3;

    public ApiOperation Operation() => new("Publish", PublishAsync, (input, _) => [TopicAccess.On(topics, "Publish", TopicArn(input))]);

    private static string TopicArn(JsonObject input) => (input["TopicArn"] ?? input["TargetArn"])?.ToString()
        ?? throw SnsErrors.InvalidParameter("TopicArn or TargetArn Reason: no value for required parameter");

    private async Task<JsonObject> PublishAsync(JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        if (input["TargetArn"]?.ToString() is { } target && target.Contains(":endpoint/", StringComparison.Ordinal))
        {
            throw SnsErrors.InvalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
        }

        var topic = topics.Require(TopicArn(input));
        PublishCheck.Demand(input);
        var published = new Published(NextId(topic.Arn), input["Message"]!.ToString(), input, surroundings.Time.GetUtcNow());
        foreach (var subscription in topics.Subscriptions(topic.Arn))
        {
            await DeliverAsync(subscription, published, cancellationToken);
        }

        return new() { ["MessageId"] = published.MessageId };
    }

    /// <summary>A refusal is final; what fails otherwise is tried again at once. No subscriber's failure is another's, or the publisher's.</summary>
    private async Task DeliverAsync(Subscription subscription, Published published, CancellationToken cancellationToken)
    {
        var itself = new Principal.Service(identity.Account, "sns.amazonaws.com", subscription.TopicArn);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var (service, operation, call) = Call(subscription, published);
                await surroundings.Api().CallAsync(service, operation, call, itself, cancellationToken);
                return;
            }
            catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts || problem is AwsException { Status: < 500 or 501 })
                {
                    surroundings.Logger.NotDelivered(subscription.TopicArn, subscription.Endpoint, problem.Message);
                    return;
                }
            }
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
                ["Payload"] = Notification.ForLambda(subscription, published).ToJsonString(),
            });
        }

        var parts = subscription.Endpoint.Split(':');
        var input = new JsonObject
        {
            ["QueueUrl"] = new Uri(identity.Endpoint, $"{parts[4]}/{parts[5]}").ToString(),
            ["MessageBody"] = subscription.RawMessageDelivery
                ? published.MessageFor(subscription.Protocol)
                : Notification.ForQueue(subscription, published).ToJsonString(Notification.Plain),
        };
        if (subscription.RawMessageDelivery && published.Attributes is { Count: > 0 } attributes)
        {
            input["MessageAttributes"] = attributes.DeepClone();
        }

        return ("sqs", "SendMessage", input);
    }

    private string NextId(string topicArn)
    {
        var digest = System.Security.Cryptography.SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{topicArn}/{messages.Next()}")));
        return new Guid(digest.AsSpan(0, 16)).ToString();
    }
}
