using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Tests.Pipelines;

public sealed class CacheRulesTests
{
    [Fact]
    public void Read_WithoutACache_KeepsThirtyDays()
    {
        var cache = Valid("").Definition.Steps.Train.Cache;

        Assert.Equal((true, "P30D"), (cache.Enabled, cache.ExpireAfter.ToString()));
    }

    [Theory]
    [InlineData("""{ "expireAfter": "PT0S" }""", "$.steps.train.cache.expireAfter")]
    [InlineData("""{ "expireAfter": "P11Y" }""", "$.steps.train.cache.expireAfter")]
    [InlineData("""{ "expireAfter": "30d" }""", "$.steps.train.cache.expireAfter")]
    [InlineData("""{ "enabled": "no" }""", "$.steps.train.cache.enabled")]
    public void Read_CacheThatCannotBe_NamesThePlace(string cache, string path) =>
        Assert.Equal(path, Assert.Single(Invalid($$""", "steps": { "train": { "cache": {{cache}} } }""")).Path);

    [Fact]
    public void Read_CacheOfTheMonitor_IsUnknown() =>
        Assert.Equal("$.steps.monitor.cache", Assert.Single(Invalid(""", "steps": { "monitor": { "cache": {} } }""")).Path);

    [Fact]
    public void Hash_OfAnotherCacheOrOtherOverrides_IsTheSame() =>
        Assert.Equal(Valid("").Hash, Valid(""", "steps": { "train": { "cache": { "enabled": false } } }, "overrides": []""").Hash);

    [Fact]
    public void Read_OverrideThatNoRunCanHave_NamesWhatCanBe()
    {
        var problem = Assert.Single(Invalid(""", "overrides": ["data.holdout", "gate.thresholds"]"""));

        Assert.Equal("$.overrides[1]", problem.Path);
        Assert.Contains("data.history", problem.Cure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hyperparameters.num_leaves", true)]
    [InlineData("hyperparameters.seed", false)]
    [InlineData("data.history", false)]
    public void Apply_ByTheDefinitionsOverrides_AllowsThoseAlone(string name, bool allowed)
    {
        var definition = Valid(""", "overrides": ["hyperparameters.num_leaves"]""").Definition;

        var result = DefinitionOverrides.Apply(definition, new Dictionary<string, string> { [name] = name == "data.history" ? "P1Y" : "7" });

        Assert.Equal(allowed, result is DefinitionResult.Valid);
        Assert.True(allowed || ((DefinitionResult.Invalid)result).Problems[0].ToString() == $"parameters['{name}']: The definition lets no request change this. Use hyperparameters.num_leaves, or change the pipeline's definition.");
    }

    private static DefinitionResult.Valid Valid(string members) => Assert.IsType<DefinitionResult.Valid>(Read(members));

    private static IReadOnlyList<DefinitionProblem> Invalid(string members) => Assert.IsType<DefinitionResult.Invalid>(Read(members)).Problems;

    private static DefinitionResult Read(string members) =>
        PipelineDefinitionReader.Read($$"""{ "name": "pp", "problem": { "type": "regression", "label": "y", "timeColumn": "t" }{{members}} }""");
}
