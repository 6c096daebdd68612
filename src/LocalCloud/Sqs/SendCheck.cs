using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Messages;

namespace LocalCloud.Sqs;

/// <summary>What SQS refuses to take into a standard queue, whatever the queue's settings.</summary>
internal static class SendCheck
{
    public static void Demand(JsonObject input, string body, JsonObject? attributes, JsonObject? system)
    {
        if (body.Length == 0)
        {
            throw new AwsException("MissingParameter", 400, "The request must contain the parameter MessageBody.");
        }

        if (!body.EnumerateRunes().All(IsAllowed))
        {
            throw new AwsException("InvalidMessageContents", 400,
                "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF.");
        }

        if (input["MessageDeduplicationId"] is not null)
        {
            throw Invalid("The request includes a parameter that is not valid for this queue type: MessageDeduplicationId is for FIFO queues.");
        }

        if (attributes?.Count > 10)
        {
            throw Invalid($"Number of message attributes [{attributes.Count}] exceeds the allowed maximum [10].");
        }

        if ((MessageAttributes.Problem(attributes) ?? MessageAttributes.Problem(system)) is { } problem)
        {
            throw Invalid(problem);
        }
    }

    private static bool IsAllowed(Rune rune) => rune.Value is 0x9 or 0xA or 0xD or (>= 0x20 and not (0xFFFE or 0xFFFF));

    private static AwsException Invalid(string message) => new("InvalidParameterValue", 400, message);
}
