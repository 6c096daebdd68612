using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace Mlops.Cli.DeadLetters;

/// <summary>
/// An event that a function did not handle, as it lies in the function's queue. EventBridge puts those there that it could not
/// deliver, Lambda those that the function failed on; each says why in attributes of its own.
/// </summary>
internal sealed record DeadLetter
{
    public required string MessageId { get; init; }

    /// <summary>What deletes or releases this receipt of the message.</summary>
    public required string Receipt { get; init; }

    public required string Event { get; init; }

    /// <summary>The event's <c>detail-type</c>, or what it is instead.</summary>
    public required string DetailType { get; init; }

    /// <summary>The event's own time, as it says it.</summary>
    public string? Time { get; init; }

    public required string Error { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public static DeadLetter Of(Message message)
    {
        var (detailType, time) = Describe(message.Body);
        return new DeadLetter
        {
            MessageId = message.MessageId,
            Receipt = message.ReceiptHandle,
            Event = message.Body,
            DetailType = detailType,
            Time = time,
            Error = Reason(message),
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(
                long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var sent) ? sent : 0),
        };
    }

    /// <summary>A request that no rule took: EventBridge adds no reason, since to it all is well.</summary>
    public static DeadLetter OfUnclaimed(Message message) => Of(message) with { Error = $"no pipeline of this app is named {Named(message.Body)}; ask again with the right name" };

    private static string Named(string body)
    {
        try
        {
            return (JsonNode.Parse(body) as JsonObject)?["detail"] is JsonObject detail && detail["pipeline"] is { } pipeline ? $"'{pipeline}'" : "in it";
        }
        catch (JsonException)
        {
            return "in it";
        }
    }

    private static string Reason(Message message)
    {
        string? Attribute(string name) => message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;
        return (Attribute("ERROR_CODE"), Attribute("ERROR_MESSAGE"), Attribute("ErrorMessage"), Attribute("ErrorCode")) switch
        {
            ({ } code, var text, _, _) => $"not delivered: {code}{(text is null ? "" : $": {text}")}",
            (_, _, { } text, _) => text,
            (_, _, _, { } code) => $"the function failed ({code})",
            _ => "no reason was given",
        };
    }

    private static (string DetailType, string? Time) Describe(string body)
    {
        try
        {
            return JsonNode.Parse(body) switch
            {
                JsonObject { } item when item["detail-type"] is { } type => (type.ToString(), item["time"]?.ToString()),
                JsonObject { } item when item["Records"] is JsonArray { Count: > 0 } records => ($"S3 notification of {records.Count}", (records[0] as JsonObject)?["eventTime"]?.ToString()),
                _ => ("unknown", null),
            };
        }
        catch (JsonException)
        {
            return ("no JSON", null);
        }
    }
}
