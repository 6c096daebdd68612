using System.Text.Json.Nodes;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>What an expression can see: <c>$</c>, <c>$$</c>, and chance for the functions that need it.</summary>
public sealed record EvaluationScope(JsonNode? Input, JsonNode? Context, Random Random);
