using System.Text.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Functions.Hosting;

/// <summary>Reads the definition that a machine hands over.</summary>
internal static class DefinitionPayload
{
    /// <exception cref="InvalidDefinitionException">It does not hold; every problem is named.</exception>
    public static PipelineDefinition Read(JsonElement definition) => PipelineDefinitionReader.Read(definition) switch
    {
        DefinitionResult.Valid valid => valid.Definition,
        DefinitionResult.Invalid invalid => throw new InvalidDefinitionException(invalid.Problems),
        var other => throw new InvalidOperationException($"Unknown result {other}."),
    };
}
