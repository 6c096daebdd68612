using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

/// <summary>The machines hand every function the payload that docs/concepts/retrain.md promises it.</summary>
public sealed partial class ContractTests(SynthFixture synth)
{
    public static TheoryData<string, string> Payloads => new()
    {
        { "settle", "pipeline, now, startedAt" },
        { "admit", "pipeline, cause, request, execution, startedAt, now, force, parameters, definition, image" },
        { "snapshot", "pipeline, run, execution, now, force, image" },
        { "champion", "pipeline, run, execution" },
        { "gate", "pipeline, run, execution, now" },
        { "record", "pipeline, execution, startedAt, now, outcome, state" },
        { "admit-deployment", "pipeline, run, execution, now, startedAt, champion" },
        { "smoke-test", "pipeline, run, golden" },
        { "promote", "pipeline, run, execution, now, champion, model, package, modelData" },
        { "release-deployment", "pipeline, run, execution" },
    };

    /// <summary>The errors of functions that the contract calls final, sorted.</summary>
    internal static IEnumerable<string> FinalErrors()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory)!, "docs/concepts/retrain.md"));
        return ErrorName().Matches(FinalSentence().Match(page).Value).Select(name => name.Value).Order();
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Function_InEveryState_GetsItsPayload(string handler, string members)
    {
        var payloads = new[] { synth.Retrain, synth.Deploy }.SelectMany(machine => machine.Tasks)
            .Where(task => Handler((string)task.Value["Resource"]!) == handler)
            .Select(task => task.Value["Parameters"]!.AsObject().Select(each => each.Key.Replace(".$", "", StringComparison.Ordinal)).Order())
            .ToList();

        Assert.NotEmpty(payloads);
        Assert.All(payloads, payload => Assert.Equal(members.Split(", ").Order(), payload));
    }

    [Fact]
    public void Functions_Always_AreTheContracts()
    {
        var handlers = synth.Pipeline.Resources("AWS::Lambda::Function").Values.Select(each => (string)each["Properties"]!["Handler"]!);
        var called = Payloads.Select(row => row.Data.Item1).Append("upload-trigger").Append("close");

        Assert.Equal(called.Order(), handlers.Order());
    }

    [Fact]
    public void Deployment_Always_GetsItsInput()
    {
        var input = synth.Retrain.State("Deploy")["Parameters"]!["Input"]!.AsObject();

        Assert.Equal(
            "pipeline,run,image,modelData,model,package,champion,golden".Split(',').Order(),
            input.Select(each => each.Key.Replace(".$", "", StringComparison.Ordinal))
                .Where(name => name != "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID").Order());
    }

    [Theory]
    [InlineData("Deployed")]
    [InlineData("Stale")]
    public void Deployment_AtEitherGoodEnd_AnswersAllThatRetrainSelects(string end)
    {
        var answer = synth.Deploy.State($"Outcome{end}")["Parameters"]!.AsObject().Select(each => each.Key.Replace(".$", "", StringComparison.Ordinal));
        var selected = synth.Retrain.State("Deploy")["ResultSelector"]!.AsObject().Select(each => (string)each.Value!)
            .Where(path => path.StartsWith("$.Output.", StringComparison.Ordinal)).Select(path => path["$.Output.".Length..]);

        Assert.Equal(selected.Order(), answer.Order());
    }

    [Fact]
    public void Payloads_Always_FitTheExecutionsLimitWithRoom()
    {
        var embedded = synth.Retrain.State("Admit")["Parameters"]!.ToJsonString().Length
            + synth.Retrain.State("Deploy")["Parameters"]!.ToJsonString().Length;

        Assert.InRange(embedded, 1, 128 * 1024);
    }

    [GeneratedRegex("Errors by name[^;]* are final", RegexOptions.Singleline)]
    private static partial Regex FinalSentence();

    [GeneratedRegex(@"\w+Exception")]
    private static partial Regex ErrorName();

    private string? Handler(string resource) => synth.Pipeline.Resources("AWS::Lambda::Function")
        .Where(each => resource.EndsWith($":{each.Key}", StringComparison.Ordinal))
        .Select(each => (string)each.Value["Properties"]!["Handler"]!).SingleOrDefault();
}
