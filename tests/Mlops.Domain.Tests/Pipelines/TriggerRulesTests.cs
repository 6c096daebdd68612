using System.Text.Json.Nodes;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class TriggerRulesTests
{
    [Theory]
    [InlineData("rate(1 minute)")]
    [InlineData("rate(12 hours)")]
    [InlineData("rate(7 days)")]
    [InlineData("cron(0 3 ? * MON *)")]
    [InlineData("cron(0/15 * * * ? *)")]
    [InlineData("cron(0 8-18/2 ? * MON-FRI *)")]
    [InlineData("cron(15,45 0 L * ? *)")]
    [InlineData("cron(0 0 LW * ? *)")]
    [InlineData("cron(0 0 15W JAN,jul ? 2026-2030)")]
    [InlineData("cron(0 0 ? * 6L *)")]
    [InlineData("cron(0 0 ? * FRIL *)")]
    [InlineData("cron(0 0 ? * L *)")]
    [InlineData("cron(0 0 ? * 2#1 *)")]
    public void Schedule_InEventBridgesSyntax_IsValid(string expression) => Definitions.Valid(With(expression));

    [Theory]
    [InlineData("")]
    [InlineData("rate(0 days)")]
    [InlineData("rate(1 days)")]
    [InlineData("rate(2 day)")]
    [InlineData("rate(1.5 hours)")]
    [InlineData("rate(30 seconds)")]
    [InlineData("rate(99999999999 days)")]
    [InlineData("rate(7 days)\n")]
    [InlineData("at(2026-01-01T00:00:00)")]
    [InlineData("0 3 ? * MON *")]
    [InlineData("cron(0 3 ? * MON)")]
    [InlineData("cron(0 3 ? * MON * *)")]
    [InlineData("cron(0  3 ? * MON *)")]
    [InlineData("cron(0 3 ? * ? *)")]
    [InlineData("cron(0 3 * * MON *)")]
    [InlineData("cron(60 3 ? * MON *)")]
    [InlineData("cron(0 24 ? * MON *)")]
    [InlineData("cron(0 3 0 * ? *)")]
    [InlineData("cron(0 3 32 * ? *)")]
    [InlineData("cron(0 3 32W * ? *)")]
    [InlineData("cron(0 3 L-31 * ? *)")]
    [InlineData("cron(0 3 ? 13 MON *)")]
    [InlineData("cron(0 3 ? MON * *)")]
    [InlineData("cron(0 3 ? * 8 *)")]
    [InlineData("cron(0 3 ? * MON#6 *)")]
    [InlineData("cron(0 3 ? * MONDAY *)")]
    [InlineData("cron(0 3 ? * MON 1969)")]
    [InlineData("cron(0/0 3 ? * MON *)")]
    [InlineData("cron(0/5/5 3 ? * MON *)")]
    [InlineData("cron(0,,5 3 ? * MON *)")]
    [InlineData("cron(-5 3 ? * MON *)")]
    [InlineData("cron(+5 3 ? * MON *)")]
    [InlineData("cron(? 3 ? * MON *)")]
    public void Schedule_OfAnythingElse_IsRefusedByItsPlace(string expression)
    {
        var problems = Definitions.Problems(With("rate(1 day)", expression));

        Assert.Equal("$.triggers.schedules[1]", Assert.Single(problems).Path);
    }

    [Fact]
    public void Schedules_EveryCaseOfAws_IsJudgedAsThere() => Assert.All(
        Conformance("validity.json")["cases"]!.AsArray().Where(each => (string)each!["service"]! == "events" && each["eventBus"] is null),
        each => Assert.Equal((bool)each!["valid"]!, PipelineDefinitionReader.Read(With((string)each["expression"]!)) is DefinitionResult.Valid));

    [Fact]
    public void Schedules_ThatHaveATimeToFire_AreValid()
        => Assert.All(Conformance("next-fire.json")["next"]!.AsArray(), each => Definitions.Valid(With((string)each!["expression"]!)));

    [Fact]
    public void Schedules_OneTwice_AreRefused()
        => Assert.Equal("$.triggers.schedules", Assert.Single(Definitions.Problems(With("rate(1 day)", "rate(1 day)"))).Path);

    [Fact]
    public void Schedules_MoreThanTen_AreRefused()
    {
        var schedules = Enumerable.Range(2, 11).Select(days => $"rate({days} days)").ToArray();

        Definitions.Valid(With(schedules[..10]));
        Assert.Equal("$.triggers.schedules", Assert.Single(Definitions.Problems(With(schedules))).Path);
    }

    private static string With(params string[] schedules)
        => Definitions.With("triggers.schedules", new JsonArray([.. schedules.Select(each => (JsonNode)each)]).ToJsonString());

    private static JsonNode Conformance(string file)
    {
        var path = Path.Combine(RepoFiles.Root, "..", "shared", "conformance", "schedule", file);
        Assert.SkipUnless(File.Exists(path), $"{path} is absent: the conformance data is kept outside of the repository.");
        return JsonNode.Parse(File.ReadAllText(path))!;
    }
}
