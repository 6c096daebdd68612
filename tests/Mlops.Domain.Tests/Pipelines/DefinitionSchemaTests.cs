using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class DefinitionSchemaTests
{
    [Theory]
    [InlineData("pipeline.schema.json")]
    [InlineData("contract.schema.json")]
    public void Export_Schema_IsTheOneBesideThePipelines(string name)
    {
        var current = name == "contract.schema.json" ? DefinitionSchema.ExportContract() : DefinitionSchema.Export();
        var made = Path.Combine(RepoFiles.Root, "artifacts", name);
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        File.WriteAllText(made, current);

        Assert.True(
            File.Exists(Path.Combine(RepoFiles.Root, "pipelines", name)) && RepoFiles.Read($"pipelines/{name}") == current,
            $"The records changed. Run: cp artifacts/{name} pipelines/");
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
