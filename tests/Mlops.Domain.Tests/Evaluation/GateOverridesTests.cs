using Mlops.Domain.Evaluation;

namespace Mlops.Domain.Tests.Evaluation;

public sealed class GateOverridesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly string Model = new('a', 64), Another = new('b', 64);

    [Fact]
    public void Apply_ToTheModelItIsFor_LetsItPassAndKeepsEveryRule()
    {
        var verdict = GateOverrides.Apply(Verdict(GateDecision.Refused), Asked(Model), "ada@laptop", Now);

        Assert.Equal(GateDecision.Overridden, verdict.Verdict);
        Assert.True(verdict.Verdict.LetsPass());
        Assert.Equal(["Ada Lovelace let the model pass, which run 2601010000-1a2b3c4 had refused: The strike is over.", "mae is 4: refused."], verdict.Reasons);
        Assert.False(Assert.Single(verdict.Rules).Passed);
        Assert.Equal((true, "ada@laptop", Now), (verdict.Override!.Fits, verdict.Override.RequestedBy, verdict.Override.At));
    }

    [Fact]
    public void Apply_ToAnotherModel_RefusesAndSaysThatItDoesNotFit()
    {
        var verdict = GateOverrides.Apply(Verdict(GateDecision.Refused), Asked(Another), null, Now);

        Assert.Equal(GateDecision.Refused, verdict.Verdict);
        Assert.Equal("Ada Lovelace let model bbbbbbbbbbbbbbbb of run 2601010000-1a2b3c4 pass, and this run made model aaaaaaaaaaaaaaaa: the override does not fit.", verdict.Reasons[^1]);
        Assert.False(verdict.Override!.Fits);
    }

    [Fact]
    public void Apply_ToAModelThatPasses_ChangesNothingButTheRecord()
    {
        var verdict = GateOverrides.Apply(Verdict(GateDecision.Passed), Asked(Model), null, Now);

        Assert.Equal(GateDecision.Passed, verdict.Verdict);
        Assert.EndsWith("and it passes by itself.", verdict.Reasons[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2601010000-1a2b3c4", true, "Ada", "Because.", null)]
    [InlineData("../run", true, "Ada", "Because.", "override.run is no run's id")]
    [InlineData("2601010000-1a2b3c4", false, "Ada", "Because.", "override.model is no model's hash: 64 hexadecimal digits")]
    [InlineData("2601010000-1a2b3c4", true, " ", "Because.", "override.by must have 1 to 128 characters, none of them a control character")]
    [InlineData("2601010000-1a2b3c4", true, "Ada", "Be\u001bcause.", "override.reason must have 1 to 1000 characters, none of them a control character")]
    [InlineData("2601010000-1a2b3c4", true, "Ada", "Be\u202ecause.", "override.reason must have 1 to 1000 characters, none of them a control character")]
    public void Problems_NameWhatIsWrong(string run, bool hash, string by, string reason, string? problem) =>
        Assert.Equal(problem, new GateOverride { Run = run, Model = hash ? Model : "a", By = by, Reason = reason }.Problems().SingleOrDefault());

    private static GateOverride Asked(string model) => new() { Run = "2601010000-1a2b3c4", Model = model, By = "Ada Lovelace", Reason = "The strike is over." };

    private static GateVerdict Verdict(GateDecision decision) => new()
    {
        Verdict = decision,
        Reasons = [$"mae is 4: {(decision == GateDecision.Passed ? "passed" : "refused")}."],
        Rules = [new() { Rule = "maximum", Metric = "mae", Value = 4, Limit = 3, Passed = decision == GateDecision.Passed, Sentence = "mae is 4." }],
        Metrics = new Dictionary<string, double> { ["mae"] = 4 },
        Model = Model,
    };
}
