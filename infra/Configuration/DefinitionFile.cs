using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Configuration;

/// <summary>A <c>pipeline.json</c> as the domain reads it.</summary>
internal static class DefinitionFile
{
    /// <summary>The definition, or null and every problem of it under the file's name.</summary>
    public static PipelineDefinition? Read(string file, List<Problem> problems)
    {
        switch (PipelineDefinitionReader.Read(File.ReadAllText(file)))
        {
            case DefinitionResult.Valid valid:
                return valid.Definition;
            case DefinitionResult.Invalid invalid:
                problems.AddRange(invalid.Problems.Select(problem => new Problem(file, problem.ToString())));
                return null;
            default:
                throw new InvalidOperationException("A definition is either valid or invalid.");
        }
    }

    /// <summary>The canonical JSON, every default written out.</summary>
    public static JsonObject Document(PipelineDefinition definition)
        => JsonNode.Parse(PipelineDefinitionReader.Canonical(definition))!.AsObject();
}
