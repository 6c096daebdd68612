using System.Text.Json.Nodes;
using Mlops.Domain.Caching;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Caching;

public sealed class StepComponentsTests
{
    private static readonly Dictionary<string, string> Inputs = new() { ["data"] = new string('a', 64) };

    [Theory]
    [InlineData("prepare", """{ "name": "another" }""")]
    [InlineData("prepare", """{ "data": { "settle": "PT9M" } }""")]
    [InlineData("prepare", """{ "triggers": { "upload": false } }""")]
    [InlineData("prepare", """{ "steps": { "prepare": { "instanceType": "ml.m5.xlarge", "timeout": "PT2H", "cache": { "expireAfter": "P1D" } } } }""")]
    [InlineData("prepare", """{ "steps": { "train": { "hyperparameters": { "num_leaves": "3" } } } }""")]
    [InlineData("train", """{ "data": { "holdout": 0.3 } }""")]
    [InlineData("train", """{ "gate": { "champion": { "metric": "r2" } } }""")]
    [InlineData("prepare", """{ "gate": { "thresholds": { "mae": { "maximum": 3 } }, "champion": { "minimumImprovement": 0.2 } } }""")]
    [InlineData("evaluate", """{ "data": { "holdout": 0.3 } }""")]
    public void Key_OfWhatTheStepDoesNotRead_IsTheSame(string step, string change) => Assert.Equal(Key(step, "{}"), Key(step, change));

    [Theory]
    [InlineData("prepare", """{ "data": { "holdout": 0.3 } }""", "data.holdout")]
    [InlineData("prepare", """{ "data": { "history": "P2Y" } }""", "data.history")]
    [InlineData("prepare", """{ "problem": { "label": "other" } }""", "problem.label")]
    [InlineData("train", """{ "steps": { "train": { "hyperparameters": { "num_leaves": "3" } } } }""", "hyperparameters.num_leaves")]
    [InlineData("train", """{ "steps": { "train": { "hyperparameters": { "seed": "7" } } } }""", "seed")]
    [InlineData("train", """{ "problem": { "label": "other" } }""", "hyperparameters.label")]
    [InlineData("prepare", """{ "gate": { "explanations": { "mustNotMatter": { "customer": 0.1 } } } }""", "named")]
    [InlineData("prepare", """{ "problem": { "slices": { "region": {} } } }""", "named")]
    [InlineData("evaluate", """{ "problem": { "slices": { "region": {} } } }""", "named")]
    [InlineData("evaluate", """{ "gate": { "champion": { "metric": "r2" } } }""", "gate.champion.metric")]
    [InlineData("evaluate", """{ "gate": { "champion": { "minimumImprovement": 0.2 } } }""", "gate.champion.minimumImprovement")]
    [InlineData("evaluate", """{ "gate": { "thresholds": { "mae": { "maximum": 3 } } } }""", "gate.thresholds.mae.maximum")]
    public void Key_OfWhatTheStepReads_IsAnother(string step, string change, string component)
    {
        Assert.NotEqual(Key(step, "{}"), Key(step, change));
        Assert.Equal([component], CacheDecision.Differences(Of(step, "{}"), Of(step, change)));
    }

    [Fact]
    public void Key_OfAnImage_IsThatOfItsDigest()
    {
        var definition = Definition("{}");
        var there = StepComponents.Of("train", "111111111111.dkr.ecr.eu-west-1.amazonaws.com/mlops/algorithm@sha256:1", definition, Inputs);
        var here = StepComponents.Of("train", "222222222222.dkr.ecr.us-east-1.amazonaws.com/other@sha256:1", definition, Inputs);
        var newer = StepComponents.Of("train", "222222222222.dkr.ecr.us-east-1.amazonaws.com/other@sha256:2", definition, Inputs);

        Assert.Equal(StepComponents.Key(there), StepComponents.Key(here));
        Assert.Equal(["image"], CacheDecision.Differences(here, newer));
    }

    [Fact]
    public void Key_OfComponentsInAnyOrder_IsTheSame() => Assert.Equal(
        StepComponents.Key(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }),
        StepComponents.Key(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }));

    [Fact]
    public void Of_UnknownStep_NamesTheSteps() =>
        Assert.Contains("prepare, train, evaluate", Assert.Throws<ArgumentException>(() => Of("deploy", "{}")).Message, StringComparison.Ordinal);

    private static string Key(string step, string change) => StepComponents.Key(Of(step, change));

    private static IReadOnlyDictionary<string, string> Of(string step, string change) => StepComponents.Of(step, "repository@sha256:1", Definition(change), Inputs);

    private static PipelineDefinition Definition(string change)
    {
        var definition = JsonNode.Parse("""{ "name": "pp", "problem": { "type": "regression", "label": "y", "timeColumn": "date" } }""")!.AsObject();
        Overlay(definition, JsonNode.Parse(change)!.AsObject());
        return Assert.IsType<DefinitionResult.Valid>(PipelineDefinitionReader.Read(definition.ToJsonString())).Definition;
    }

    private static void Overlay(JsonObject below, JsonObject above)
    {
        foreach (var (name, value) in above)
        {
            if (value is JsonObject members && below[name] is JsonObject under)
            {
                Overlay(under, members);
            }
            else
            {
                below[name] = value!.DeepClone();
            }
        }
    }
}
