using System.Text.Json.Nodes;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

public sealed class EnvironmentSchemaTests
{
    private static readonly string Root = RepositoryRoot.Find(AppContext.BaseDirectory)!;

    private static JsonNode Item => JsonNode.Parse(EnvironmentSchema.Export())!["items"]!;

    [Fact]
    public void Export_Schema_IsTheOneBesideTheExample()
    {
        var current = EnvironmentSchema.Export();
        var made = Path.Combine(Root, "artifacts", "environments.schema.json");
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        File.WriteAllText(made, current);

        var kept = Path.Combine(Root, "environments.schema.json");
        Assert.True(File.Exists(kept) && File.ReadAllText(kept) == current, "The members changed. Run: cp artifacts/environments.schema.json .");
    }

    [Fact]
    public void Export_Schema_HasEveryMemberOfTheExampleInItsShape()
    {
        foreach (var (name, value) in JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "environments.example.json")))!.AsArray().SelectMany(environment => environment!.AsObject()))
        {
            Assert.Matches((string)Item["properties"]![name]!["pattern"]!, (string)value!);
        }
    }

    [Fact]
    public void Export_Schema_RefusesWhatTheReaderDoes()
    {
        Assert.False((bool)Item["additionalProperties"]!);
        Assert.Equal(["name", "account", "region"], Item["required"]!.AsArray().Select(name => (string)name!));
        Assert.DoesNotMatch((string)Item["properties"]!["approval"]!["pattern"]!, "automatic");
        Assert.DoesNotMatch((string)Item["properties"]!["account"]!["pattern"]!, "1234567890123");
    }
}
