using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Sns;

/// <summary>The documents that SNS wraps messages in. Nothing here is signed (there is no certificate to check
/// against), and there is no link to unsubscribe by: a signed call to Unsubscribe does it.</summary>
internal static class Notification
{
    /// <summary>Text as it is, where the default would escape what is unsafe in HTML.</summary>
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject ForQueue(Subscription subscription, Published published)
    {
        var body = Start(subscription, published);
        if (published.Attributes is { Count: > 0 } attributes)
        {
            body["MessageAttributes"] = Attributes(attributes);
        }

        return body;
    }

    public static JsonObject ForLambda(Subscription subscription, Published published)
    {
        var notification = Start(subscription, published);
        notification["Subject"] = published.Subject;
        notification["MessageAttributes"] = Attributes(published.Attributes ?? []);
        return new()
        {
            ["Records"] = new JsonArray(new JsonObject
            {
                ["EventSource"] = "aws:sns",
                ["EventVersion"] = "1.0",
                ["EventSubscriptionArn"] = subscription.Arn,
                ["Sns"] = notification,
            }),
        };
    }

    private static JsonObject Start(Subscription subscription, Published published)
    {
        var body = new JsonObject { ["Type"] = "Notification", ["MessageId"] = published.MessageId, ["TopicArn"] = subscription.TopicArn };
        if (published.Subject is { } subject)
        {
            body["Subject"] = subject;
        }

        body["Message"] = published.MessageFor(subscription.Protocol);
        body["Timestamp"] = published.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return body;
    }

    private static JsonObject Attributes(JsonObject attributes) => new(attributes.Select(attribute => KeyValuePair.Create<string, JsonNode?>(
        attribute.Key,
        new JsonObject
        {
            ["Type"] = attribute.Value!["DataType"]?.DeepClone(),
            ["Value"] = (attribute.Value["StringValue"] ?? attribute.Value["BinaryValue"])?.DeepClone(),
        })));
}
