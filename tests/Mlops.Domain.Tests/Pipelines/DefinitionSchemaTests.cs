using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class DefinitionSchemaTests
{
    [Fact]
    public void Export_Schema_IsTheOneBesideThePipelines()
    {
        var current = DefinitionSchema.Export();
        var made = Path.Combine(RepoFiles.Root, "artifacts", "pipeline.schema.json");
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        File.WriteAllText(made, current);

        Assert.True(
            File.Exists(Path.Combine(RepoFiles.Root, "pipelines/pipeline.schema.json")) && RepoFiles.Read("pipelines/pipeline.schema.json") == current,
            "The records changed. Run: cp artifacts/pipeline.schema.json pipelines/");
    }

    [Fact]
    public void Export_Schema_RefusesUnknownMembers()
    {
        var schema = JsonNode.Parse(DefinitionSchema.Export())!;

        Assert.False((bool)schema["additionalProperties"]!);
        Assert.Equal(["name", "problem"], schema["required"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(["regression", "binary", "multiclass"], schema["properties"]!["problem"]!["properties"]!["type"]!["enum"]!.AsArray().Select(name => (string)name!));
    }
}
