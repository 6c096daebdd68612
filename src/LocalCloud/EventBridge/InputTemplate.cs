using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>
/// An input transformer's template. In a template that is a JSON object, a placeholder outside of quotes becomes the value's
/// JSON, and one inside becomes its bare text. A template that is text gets values as text, without any quotes in them.
/// </summary>
internal sealed partial class InputTemplate(JsonObject transformer, IReadOnlyDictionary<string, JsonNode?> predefined)
{
    private readonly string _template = transformer["InputTemplate"]!.ToString();

    public static void Validate(JsonObject transformer, string targetId)
    {
        if (transformer["InputTemplate"]?.ToString() is not { } template)
        {
            throw AwsException.Validation($"InputTemplate for target {targetId} is required.");
        }

        var paths = transformer["InputPathsMap"] as JsonObject ?? [];
        foreach (var (name, path) in paths)
        {
            if (!EventPath.IsValid(path!.ToString()))
            {
                throw AwsException.Validation($"Invalid InputPath for target {targetId} : the path of '{name}', '{path}', is no path such as $.detail.name");
            }
        }

        var unknown = PlaceholderPattern().Matches(template).Select(match => match.Groups[1].Value)
            .FirstOrDefault(name => !paths.ContainsKey(name) && !name.StartsWith("aws.events.", StringComparison.Ordinal));
        if (unknown is not null)
        {
            throw AwsException.Validation($"InputTemplate for target {targetId} contains invalid placeholder {unknown}.");
        }
    }

    /// <summary>The template with its placeholders filled; null when an object template is no JSON any more.</summary>
    public string? Fill(JsonObject anEvent)
    {
        var isObject = _template.TrimStart() is ['{' or '[', ..];
        var filled = PlaceholderPattern().Replace(_template, match =>
        {
            var value = Value(anEvent, match.Groups[1].Value);
            return !isObject ? WithoutQuotes(value) : IsQuoted(match.Index) ? InsideQuotes(value) : value?.ToJsonString() ?? "\"\"";
        });
        return !isObject || JsonSyntax.IsValid(filled) ? filled : null;
    }

    private static string WithoutQuotes(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        _ => value.ToJsonString().Replace("\"", "", StringComparison.Ordinal),
    };

    private static string InsideQuotes(JsonNode? value) => value switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.ToJsonString()[1..^1],
        _ => value.ToJsonString(),
    };

    private JsonNode? Value(JsonObject anEvent, string name) =>
        transformer["InputPathsMap"]?[name]?.ToString() is { } path
            ? EventPath.Find(anEvent, path)
            : predefined.GetValueOrDefault(name);

    private bool IsQuoted(int index)
    {
        var quoted = false;
        for (var position = 0; position < index; position++)
        {
            if (_template[position] == '\\')
            {
                position++;
            }
            else if (_template[position] == '"')
            {
                quoted = !quoted;
            }
        }

        return quoted;
    }

    [GeneratedRegex("<([A-Za-z0-9_.-]+)>")]
    private static partial Regex PlaceholderPattern();
}
