using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Messages;

namespace LocalCloud.Sns;

/// <summary>What SNS refuses to publish.</summary>
internal static class PublishCheck
{
    private const int LargestMessage = 256 * 1024;

    public static void Demand(JsonObject input)
    {
        var message = input["Message"]!.ToString();
        if (message.Length == 0)
        {
            throw SnsErrors.InvalidParameter("Empty message");
        }

        if (Encoding.UTF8.GetByteCount(message) > LargestMessage)
        {
            throw SnsErrors.InvalidParameter("Message too long");
        }

        if (input["Subject"]?.ToString() is { } subject && (subject.Length is 0 or > 100 || subject.Any(char.IsControl)))
        {
            throw SnsErrors.InvalidParameter("Subject");
        }

        if (MessageAttributes.Problem(input["MessageAttributes"] as JsonObject) is { } problem)
        {
            throw new AwsException("InvalidParameterValueException", 400, problem);
        }

        DemandStructure(input["MessageStructure"]?.ToString(), message);
    }

    private static void DemandStructure(string? structure, string message)
    {
        if (structure is null)
        {
            return;
        }

        if (structure != "json")
        {
            throw SnsErrors.InvalidParameter("MessageStructure");
        }

        try
        {
            if (JsonNode.Parse(message) is JsonObject texts && texts["default"] is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            {
                return;
            }
        }
        catch (JsonException)
        {
            throw SnsErrors.InvalidParameter("Message Structure - JSON message body failed to parse");
        }

        throw SnsErrors.InvalidParameter("Message Structure - No default entry in JSON message body");
    }
}
