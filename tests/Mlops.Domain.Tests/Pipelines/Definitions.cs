using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Pipelines;

/// <summary>Definitions made for tests.</summary>
internal static class Definitions
{
    public const string Minimal = """{ "name": "ridership", "problem": { "type": "regression", "label": "y", "timeColumn": "t" } }""";

    /// <summary>The minimal definition with one member set: <c>"data.settle"</c> to a JSON value.</summary>
    public static string With(string path, string value)
    {
        var root = JsonNode.Parse(Minimal)!.AsObject();
        var owner = root;
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            owner[name] ??= new JsonObject();
            owner = owner[name]!.AsObject();
        }

        owner[names[^1]] = JsonNode.Parse(value);
        return root.ToJsonString();
    }

    public static DefinitionResult.Valid Valid(string json) => Assert.IsType<DefinitionResult.Valid>(PipelineDefinitionReader.Read(json));

    public static IReadOnlyList<DefinitionProblem> Problems(string json) =>
        Assert.IsType<DefinitionResult.Invalid>(PipelineDefinitionReader.Read(json)).Problems;
}
