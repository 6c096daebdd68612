using System.Text.Json.Nodes;

namespace Mlops.Cli.Access;

/// <summary>One action that a role may take, on what, and what has become of it.</summary>
public sealed record GrantedAction
{
    public required string Role { get; init; }

    /// <summary><c>service:Action</c>.</summary>
    public required string Action { get; init; }

    public required IReadOnlyList<string> Resources { get; init; }

    public required ActionUse Use { get; init; }

    public JsonObject ToJson() => new()
    {
        ["role"] = Role,
        ["action"] = Action,
        ["resources"] = new JsonArray([.. Resources.Select(resource => JsonValue.Create(resource))]),
    };
}
