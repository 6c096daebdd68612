using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Policies;

namespace LocalCloud.Sqs;

/// <summary>The attributes of a queue that can be set: their defaults and what SQS accepts.</summary>
internal static class QueueAttributes
{
    private static readonly Dictionary<string, (int Default, int Least, int Most)> Numbers = new(StringComparer.Ordinal)
    {
        ["DelaySeconds"] = (0, 0, 900),
        ["MaximumMessageSize"] = (1048576, 1024, 1048576),
        ["MessageRetentionPeriod"] = (345600, 60, 1209600),
        ["ReceiveMessageWaitTimeSeconds"] = (0, 0, 20),
        ["VisibilityTimeout"] = (30, 0, 43200),
    };

    // Encryption at rest needs nothing here; the settings are kept and told.
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled",
    };

    public static IEnumerable<string> NumberNames => Numbers.Keys;

    public static IEnumerable<string> TextNames => Texts;

    public static int Number(Queue queue, string name) => queue.Attributes.TryGetValue(name, out var text)
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : Numbers[name].Default;

    /// <summary>The attributes with the changes applied; an empty policy removes it.</summary>
    public static Dictionary<string, string> Apply(IReadOnlyDictionary<string, string> before, JsonObject changes)
    {
        var after = new Dictionary<string, string>(before);
        foreach (var (name, node) in changes)
        {
            var value = node?.ToString() ?? "";
            Validate(name, value);
            if (value.Length == 0)
            {
                after.Remove(name);
            }
            else
            {
                after[name] = value;
            }
        }

        return after;
    }

    private static void Validate(string name, string value)
    {
        if (Numbers.TryGetValue(name, out var limits))
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < limits.Least || number > limits.Most)
            {
                throw Invalid(name, $"Must be a number from {limits.Least} to {limits.Most}.");
            }
        }
        else if (!Texts.Contains(name))
        {
            throw new AwsException("InvalidAttributeName", 400, $"Unknown Attribute {name}.");
        }
        else if (name == "Policy" && value.Length > 0)
        {
            ValidatePolicy(value);
        }
        else if (name == "RedrivePolicy" && value.Length > 0)
        {
            ValidateDocument(name, value);
        }
    }

    /// <summary>A policy that IAM cannot read would lock everybody out of the queue.</summary>
    private static void ValidatePolicy(string value)
    {
        try
        {
            PolicyParser.Parse(value, PolicyKind.Resource);
        }
        catch (AwsException problem)
        {
            throw Invalid("Policy", problem.Details.GetValueOrDefault("Problems", problem.Message));
        }
    }

    private static void ValidateDocument(string name, string value)
    {
        JsonObject? document = null;
        try
        {
            document = JsonNode.Parse(value) as JsonObject;
        }
        catch (JsonException)
        {
            // Reported below with everything else that is no document.
        }

        if (document is null)
        {
            throw Invalid(name, "Must be a JSON object.");
        }

        if (name == "RedrivePolicy" && (document["deadLetterTargetArn"] is null
            || !int.TryParse(document["maxReceiveCount"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 1 or > 1000))
        {
            throw Invalid(name, "Must have deadLetterTargetArn and a maxReceiveCount from 1 to 1000.");
        }
    }

    private static AwsException Invalid(string name, string reason) =>
        new("InvalidAttributeValue", 400, $"Invalid value for the parameter {name}. Reason: {reason}");
}
