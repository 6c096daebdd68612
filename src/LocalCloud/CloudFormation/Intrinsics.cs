using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation;

/// <summary>
/// Resolves intrinsic functions against one stack's values. Evaluation returns new nodes and never changes the template.
/// See "Intrinsic function reference" in the CloudFormation user guide.
/// </summary>
public sealed class Intrinsics(Template template, StackValues values)
{
    /// <summary>The functions that <see cref="Resolve"/> knows; a template with any other is refused before anything is created.</summary>
    public static readonly IReadOnlySet<string> Supported = new HashSet<string>(StringComparer.Ordinal)
    {
        "Ref", "Fn::GetAtt", "Fn::Join", "Fn::Sub", "Fn::Select", "Fn::Split", "Fn::If", "Fn::ImportValue", "Fn::FindInMap", "Fn::Base64", "Fn::GetAZs",
        "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not",
    };

    /// <summary>The conditions that are being evaluated: none of them may hang on itself.</summary>
    private readonly List<string> _path = [];

    public JsonNode? Resolve(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject { Count: 1 } call when Supported.Contains(call.First().Key):
                return Call(call.First().Key, call.First().Value);
            case JsonObject members:
                var copy = new JsonObject();
                foreach (var (name, value) in members)
                {
                    // AWS::NoValue removes the member, which is what CDK's conditional properties rely on.
                    if (!IsNoValue(Resolve(value), out var resolved))
                    {
                        copy[name] = resolved;
                    }
                }

                return copy;
            case JsonArray items:
                return new JsonArray([.. items.Select(Resolve).Where(item => !IsNoValue(item, out _))]);
            default:
                return node?.DeepClone();
        }
    }

    public bool Holds(string condition)
    {
        if (!template.Conditions.TryGetValue(condition, out var expression))
        {
            throw new InvalidOperationException($"the template has no condition '{condition}'");
        }

        if (_path.Contains(condition))
        {
            throw new InvalidOperationException($"Template error: circular dependency of conditions: {string.Join(" -> ", _path.SkipWhile(step => step != condition).Append(condition))}");
        }

        _path.Add(condition);
        var holds = Truth(expression);
        _path.RemoveAt(_path.Count - 1);
        return holds;
    }

    private JsonNode? Call(string name, JsonNode? argument) => name switch
    {
        "Ref" => values.Ref(argument!.ToString()),
        "Fn::GetAtt" => GetAtt(argument!),
        "Fn::Join" => Join(argument!.AsArray()),
        "Fn::Sub" => Sub(argument!),
        "Fn::Select" => Select(argument!.AsArray()),
        "Fn::Split" => Split(argument!.AsArray()),
        "Fn::If" => Resolve(Holds(argument![0]!.ToString()) ? argument[1] : argument[2]),
        "Fn::ImportValue" => values.Import(Text(argument)),
        "Fn::FindInMap" => FindInMap(argument!.AsArray()),
        "Fn::GetAZs" => Zones(Text(argument)),
        "Fn::Base64" => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Text(argument))),
        _ => Truth(new JsonObject { [name] = argument?.DeepClone() }),
    };

    private bool Truth(JsonNode? node)
    {
        if (node is not JsonObject { Count: 1 } call)
        {
            return Text(node) is "true";
        }

        var (name, argument) = call.First();
        return name switch
        {
            "Fn::Equals" => Text(argument![0]) == Text(argument[1]),
            "Fn::And" => argument!.AsArray().All(Truth),
            "Fn::Or" => argument!.AsArray().Any(Truth),
            "Fn::Not" => !Truth(argument![0]),
            "Condition" => Holds(argument!.ToString()),
            _ => throw new InvalidOperationException($"'{name}' is no condition function"),
        };
    }

    private JsonNode GetAtt(JsonNode argument)
    {
        var reference = argument is JsonArray pair ? new Reference(pair[0]!.ToString(), pair[1]!.ToString()) : References.Split(argument.ToString());
        return values.Attribute(reference.LogicalId, reference.Attribute!);
    }

    private string Join(JsonArray argument) =>
        string.Join(argument[0]!.ToString(), Resolve(argument[1])!.AsArray().Select(item => item!.ToString()));

    private string Sub(JsonNode argument)
    {
        var text = argument is JsonArray pair ? pair[0]!.ToString() : argument.ToString();
        var given = argument is JsonArray { Count: 2 } both ? Resolve(both[1])!.AsObject() : [];
        var substituted = References.Placeholder().Replace(text, match =>
        {
            var reference = References.Split(match.Groups["name"].Value);
            return given[match.Groups["name"].Value]?.ToString()
                ?? (reference.Attribute is null ? values.Ref(reference.LogicalId)!.ToString() : values.Attribute(reference.LogicalId, reference.Attribute).ToString());
        });
        return substituted.Replace("${!", "${", StringComparison.Ordinal);
    }

    private JsonNode? Select(JsonArray argument)
    {
        var items = Resolve(argument[1])!.AsArray();
        return IsUnknown(items) ? StackValues.KnownAfterApply
            : items[int.Parse(Text(argument[0]), System.Globalization.CultureInfo.InvariantCulture)]?.DeepClone();
    }

    private JsonArray Split(JsonArray argument)
    {
        var text = Text(argument[1]);
        return text.Contains(StackValues.KnownAfterApply, StringComparison.Ordinal)
            ? [StackValues.KnownAfterApply]
            : new([.. text.Split(argument[0]!.ToString()).Select(part => (JsonNode?)part)]);
    }

    private static bool IsUnknown(JsonArray items) => items is [JsonValue only] && only.ToString() == StackValues.KnownAfterApply;

    private JsonNode FindInMap(JsonArray argument) =>
        template.Mappings[Text(argument[0])]?[Text(argument[1])]?[Text(argument[2])]?.DeepClone()
            ?? throw new InvalidOperationException($"Mappings has no {Text(argument[0])}.{Text(argument[1])}.{Text(argument[2])}");

    /// <summary>Every region has at least three zones; the empty name stands for the stack's own region.</summary>
    private JsonArray Zones(string region)
    {
        var name = region.Length > 0 ? region : values.Ref("AWS::Region")!.ToString();
        return new([.. "abc".Select(letter => (JsonNode?)$"{name}{letter}")]);
    }

    private string Text(JsonNode? node) => Resolve(node)?.ToString() ?? "";

    private static bool IsNoValue(JsonNode? node, out JsonNode? kept)
    {
        kept = node;
        return ReferenceEquals(node, StackValues.NoValue);
    }
}
