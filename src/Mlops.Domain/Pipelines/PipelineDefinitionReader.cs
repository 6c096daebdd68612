using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;

namespace Mlops.Domain.Pipelines;

/// <summary>Reads and checks <c>pipeline.json</c>. Every problem, of form and of sense, is reported in one go.</summary>
public static class PipelineDefinitionReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="contract">The text of <c>contract.json</c> beside the definition; null when there is none. Its problems are those under <see cref="ContractFile.Path"/>.</param>
    public static DefinitionResult Read(string json, string? contract = null)
    {
        try
        {
            var node = JsonNode.Parse(json, documentOptions: Strict);
            var apart = contract is null ? [] : ContractFile.Join(node, contract);
            var result = Read(node);
            return apart.Count == 0 ? result : new DefinitionResult.Invalid([.. apart, .. (result as DefinitionResult.Invalid)?.Problems ?? []]);
        }
        catch (JsonException exception)
        {
            return new DefinitionResult.Invalid([NotJson(exception)]);
        }
    }

    public static DefinitionResult Read(JsonElement json) => Read(json.GetRawText());

    /// <summary>SHA-256 over the canonical JSON of what a run is made of: all of a definition but <c>monitor</c>, <c>triggers</c>, <c>overrides</c>, <c>steps.monitor</c> each step's <c>cache</c> and how long an approval waits.</summary>
    /// <remarks>
    /// What those say changes neither a model nor how it is served, but for <c>monitor.enabled</c>, which stays: an endpoint captures requests or not from its deployment on.
    /// <c>monitor.groundTruth.learn</c> changes the data, which has a hash of its own.
    /// </remarks>
    public static string Hash(PipelineDefinition definition) => ContentHash.Of(Canonical(definition with
    {
        Monitor = new MonitorDefinition { Enabled = definition.Monitor.Enabled },
        Triggers = new TriggersDefinition(),
        Overrides = [],
        Steps = new StepsDefinition
        {
            Prepare = definition.Steps.Prepare with { Cache = new CacheDefinition() },
            Train = definition.Steps.Train with { Cache = new CacheDefinition() },
            Evaluate = definition.Steps.Evaluate with { Cache = new CacheDefinition() },
        },
        Registry = new RegistryDefinition { Approval = definition.Registry.Approval },
    }));

    /// <summary>The one spelling of a definition, every default filled in.</summary>
    public static string Canonical(PipelineDefinition definition) => CanonicalJson.Of(definition, DomainJson.Wire.PipelineDefinition);

    private static DefinitionResult Read(JsonNode? node)
    {
        if (node is JsonObject root && root["$schema"] is null or JsonValue)
        {
            ((JsonObject)node).Remove("$schema");
        }

        var shape = new DefinitionShape();
        var sound = shape.Check(node, DomainJson.Wire.PipelineDefinition);
        var definition = DefinitionDefaults.Complete(sound).Deserialize(DomainJson.Wire.PipelineDefinition)!;
        List<DefinitionProblem> problems =
        [
            .. shape.Problems,
            .. DefinitionRules.Check(definition).Where(problem => !shape.Problems.Any(broken => Covers(broken.Path, problem.Path))),
        ];
        return problems.Count == 0
            ? new DefinitionResult.Valid(definition, Hash(definition))
            : new DefinitionResult.Invalid([.. problems.OrderBy(problem => problem.Path, StringComparer.Ordinal)]);
    }

    // A member of the wrong form was replaced by a default, so what the rules say about it is not about the file.
    private static bool Covers(string broken, string path) =>
        path == broken || path.StartsWith(broken + ".", StringComparison.Ordinal) || path.StartsWith(broken + "[", StringComparison.Ordinal);

    private static DefinitionProblem NotJson(JsonException exception) => exception.LineNumber is { } line
        ? new("$", $"Not valid JSON at line {line + 1}, column {exception.BytePositionInLine + 1}: {exception.Message}", "Correct the JSON there.")
        : new("$", $"Not valid JSON: {exception.Message}", "Correct the JSON.");
}
