using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Jobs;

/// <summary>Reads the documents that a processing job is given.</summary>
internal static class JobInputs
{
    /// <summary>The pipeline's definition, checked as it was before it was deployed.</summary>
    public static PipelineDefinition Definition(MlPaths paths)
    {
        var path = paths.ProcessingInput("definition", "definition.json");
        return PipelineDefinitionReader.Read(Text(path)) switch
        {
            DefinitionResult.Valid valid => valid.Definition,
            DefinitionResult.Invalid invalid => throw JobFailedException.FromProblems($"{path} is not usable:", [.. invalid.Problems.Select(p => p.ToString())]),
            var unknown => throw new InvalidOperationException($"Unknown result {unknown}."),
        };
    }

    public static T Json<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(Text(path), type) ?? throw new JobFailedException($"{path} is empty.");
        }
        catch (JsonException exception)
        {
            throw new JobFailedException($"{path} is not usable: {exception.Message}", exception);
        }
    }

    private static string Text(string path) => File.Exists(path) ? File.ReadAllText(path) : throw new JobFailedException($"{path} is missing.");
}
