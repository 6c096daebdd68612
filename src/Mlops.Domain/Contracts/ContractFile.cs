using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Contracts;

/// <summary><c>contract.json</c> beside a definition: how it becomes <c>data.contract</c>, and which problems of the definition are its own.</summary>
public static class ContractFile
{
    public const string Name = "contract.json";

    /// <summary>Where a definition holds its contract.</summary>
    public const string Path = "$.data.contract";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The contract as a member of the definition. Problems that keep the two from being joined are answered; whatever else is wrong, the definition's reader finds.</summary>
    internal static IReadOnlyList<DefinitionProblem> Join(JsonNode? definition, string contract)
    {
        if (definition is not JsonObject root || (root["data"] ??= new JsonObject()) is not JsonObject data)
        {
            return [];
        }

        if (data["contract"] is not null)
        {
            return [new(Path, $"The definition has a contract of its own beside {Name}.", "Keep one of the two.")];
        }

        try
        {
            var node = JsonNode.Parse(contract, documentOptions: Strict);
            (node as JsonObject)?.Remove("$schema");
            data["contract"] = node;
            return node is null ? [new(Path, "Expected an object.", $"Write the rules, or delete {Name}.")] : [];
        }
        catch (JsonException exception)
        {
            return [new(Path, $"Not valid JSON at line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}: {exception.Message}", "Correct the JSON there.")];
        }
    }

    /// <summary>The problem as one of <c>contract.json</c>, with the path that it has in there; null when it is the definition's.</summary>
    public static DefinitionProblem? Locate(DefinitionProblem problem) =>
        problem.Path.StartsWith(Path, StringComparison.Ordinal) ? problem with { Path = "$" + problem.Path[Path.Length..] } : null;
}
