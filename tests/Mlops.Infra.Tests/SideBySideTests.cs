using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>Two pipelines of one app, of which one is a binary classification: the same shape, and nothing in common.</summary>
public sealed class SideBySideTests(SynthFixture synth)
{
    private static readonly string[] NameMembers = ["StateMachineName", "AlarmName", "FunctionName", "RoleName", "QueueName"];

    [Fact]
    public void Names_OfTwoPipelines_AreDisjoint()
    {
        var (churn, undisturbed) = (Names(synth.Churn), Names(synth.Undisturbed));

        Assert.True(churn.Count > 8, string.Join(", ", churn));
        Assert.Empty(churn.Intersect(undisturbed, StringComparer.Ordinal));
        Assert.All(churn, name => Assert.Contains("churn", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Template_OfOnePipeline_NeverNamesTheOther()
    {
        Assert.DoesNotContain("undisturbed", synth.Churn.Json.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("churn", synth.Undisturbed.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Machines_OfABinaryClassification_HaveTheStatesOfARegression() => Assert.All(["retrain", "deploy", "monitor"], machine => Assert.Equal(
        States(synth.Undisturbed.Machine($"mlops-undisturbed-{machine}")), States(synth.Churn.Machine($"mlops-churn-{machine}"))));

    [Fact]
    public void Train_BinaryClassification_TellsSageMakerItsMetrics()
    {
        var train = synth.Churn.Machine("mlops-churn-retrain").State("Train")["Parameters"]!;

        Assert.Equal(
            ["validation:auc", "validation:binary_logloss"],
            train["AlgorithmSpecification"]!["MetricDefinitions"]!.AsArray().Select(metric => (string)metric!["Name"]!));
    }

    [Theory]
    [InlineData("churn", "binary")]
    [InlineData("ridership", "regression")]
    public void SmokeTest_Always_KnowsWhatItAsksFor(string pipeline, string problem) => Assert.Equal(
        problem, (string)(pipeline == "churn" ? synth.Churn : synth.Pipeline).Function("smoke-test")["Properties"]!["Environment"]!["Variables"]!["PROBLEM"]!);

    private static IReadOnlyList<string> Names(Template template) =>
    [
        .. template.Resources()
            .SelectMany(resource => NameMembers.Select(member => resource.Value!["Properties"]?[member]).Append(
                (string)resource.Value!["Type"]! == "AWS::SSM::Parameter" ? resource.Value["Properties"]!["Name"] : null))
            .OfType<JsonValue>().Select(name => (string)name!),
    ];

    private static IEnumerable<string> States(StateMachine machine) => machine.States.Keys;
}
