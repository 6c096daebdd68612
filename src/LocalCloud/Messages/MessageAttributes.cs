using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.Messages;

/// <summary>Message attributes as SQS and SNS check them: names, types and values.</summary>
internal static partial class MessageAttributes
{
    /// <summary>The first thing that is wrong, in the services' words; null when nothing is.</summary>
    public static string? Problem(JsonObject? attributes) =>
        attributes?.Select(attribute => NameProblem(attribute.Key) ?? ValueProblem(attribute.Key, attribute.Value!.AsObject())).FirstOrDefault(problem => problem is not null);

    public static bool IsBinary(JsonNode attribute) => attribute["DataType"]!.ToString().StartsWith("Binary", StringComparison.Ordinal);

    public static int Size(JsonObject? attributes) => attributes?.Sum(attribute =>
        Encoding.UTF8.GetByteCount(attribute.Key)
        + Encoding.UTF8.GetByteCount(attribute.Value!["DataType"]!.ToString())
        + Value(attribute.Value).Length) ?? 0;

    public static byte[] Value(JsonNode attribute) => IsBinary(attribute)
        ? Convert.FromBase64String(attribute["BinaryValue"]!.ToString())
        : Encoding.UTF8.GetBytes(attribute["StringValue"]!.ToString());

    private static string? NameProblem(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) > 256)
        {
            return "Length of message attribute name must be less than 256 bytes.";
        }

        if (ForbiddenInName().Match(name) is { Success: true } found)
        {
            return $"Invalid non-alphanumeric character '#x{(int)found.Value[0]:X}' was found in the message attribute name. "
                + "Can only include alphanumeric characters, hyphens, underscores, or dots.";
        }

        return name switch
        {
            "" => "Message attribute name must not be empty.",
            _ when name[0] == '.' => "Invalid message attribute name starting with character '.' was found.",
            _ when name[^1] == '.' => "Invalid message attribute name ending with character '.' was found.",
            _ when name.Contains("..", StringComparison.Ordinal) => "Message attribute name can not have successive '.' character.",
            _ when name.StartsWith("aws.", StringComparison.OrdinalIgnoreCase) || name.StartsWith("amazon.", StringComparison.OrdinalIgnoreCase) =>
                "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use.",
            _ => null,
        };
    }

    private static string? ValueProblem(string name, JsonObject attribute)
    {
        var type = attribute["DataType"]!.ToString();
        var kind = type.Split('.')[0];
        if (kind is not ("String" or "Number" or "Binary") || type == kind + ".")
        {
            return $"The message attribute '{name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.";
        }

        var field = kind == "Binary" ? "Binary" : "String";
        var other = kind == "Binary" ? "StringValue" : "BinaryValue";
        if (attribute.ContainsKey(other))
        {
            return $"The message attribute '{name}' with type '{type}' must use field '{field}'.";
        }

        return attribute[$"{field}Value"]?.ToString() is not { Length: > 0 } value
            ? $"The message attribute '{name}' must contain non-empty message attribute value for message attribute type '{type}'."
            : FormProblem(name, kind, value);
    }

    private static string? FormProblem(string name, string kind, string value) => kind switch
    {
        "Number" when !Numeral().IsMatch(value) => $"Could not cast message attribute '{name}' value to number.",
        "Binary" when !Convert.TryFromBase64String(value, new byte[value.Length], out _) => $"The message attribute '{name}' is not Base64.",
        _ => null,
    };

    [GeneratedRegex("[^A-Za-z0-9_.-]")]
    private static partial Regex ForbiddenInName();

    [GeneratedRegex(@"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$")]
    private static partial Regex Numeral();
}
