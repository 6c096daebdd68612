using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalCloud.CloudFormation;

/// <summary>A use of a resource or parameter inside a template value; <see cref="Attribute"/> is null for <c>Ref</c>.</summary>
public sealed record Reference(string LogicalId, string? Attribute);

/// <summary>Finds what a template value refers to, without resolving it.</summary>
public static partial class References
{
    public static IEnumerable<Reference> In(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(In),
        JsonObject { Count: 1 } call when call.First() is var (name, argument) && Of(name, argument) is { } found => found,
        JsonObject members => members.SelectMany(member => In(member.Value)),
        _ => [],
    };

    /// <summary>The <c>${Name}</c> and <c>${Name.Attribute}</c> placeholders of a <c>Fn::Sub</c> text; <c>${!literal}</c> is none.</summary>
    public static IEnumerable<Reference> InSubstitution(string text) =>
        Placeholder().Matches(text).Select(match => Split(match.Groups["name"].Value));

    public static Reference Split(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? new(name, null) : new(name[..dot], name[(dot + 1)..]);
    }

    [GeneratedRegex(@"\$\{(?!!)\s*(?<name>[^}\s]+)\s*\}")]
    public static partial Regex Placeholder();

    private static IEnumerable<Reference>? Of(string name, JsonNode? argument) => (name, argument) switch
    {
        ("Ref", JsonValue target) => [new(target.ToString(), null)],
        ("Fn::GetAtt", JsonArray { Count: 2 } pair) => [new(pair[0]!.ToString(), pair[1]!.ToString())],
        ("Fn::GetAtt", JsonValue dotted) => [Split(dotted.ToString())],
        ("Fn::Sub", JsonValue text) => InSubstitution(text.ToString()),
        ("Fn::Sub", JsonArray { Count: 2 } pair) => InSubstitution(pair[0]!.ToString())
            .Where(reference => (pair[1] as JsonObject)?.ContainsKey(reference.LogicalId) != true)
            .Concat(In(pair[1])),
        _ => null,
    };
}
