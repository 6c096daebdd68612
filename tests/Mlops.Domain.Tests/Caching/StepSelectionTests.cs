using Mlops.Domain.Caching;

namespace Mlops.Domain.Tests.Caching;

public sealed class StepSelectionTests
{
    [Theory]
    [InlineData(null, null, CacheUse.On, "")]
    [InlineData("prepare", null, CacheUse.On, "prepare train evaluate")]
    [InlineData("train", null, CacheUse.On, "train evaluate")]
    [InlineData("evaluate", null, CacheUse.On, "evaluate")]
    [InlineData(null, "train", CacheUse.On, "train")]
    [InlineData(null, "train", CacheUse.Off, "prepare train evaluate")]
    [InlineData(null, null, CacheUse.Off, "prepare train evaluate")]
    public void Demand_NamesTheStepsThatAreExecuted(string? from, string? only, CacheUse cache, string executed)
    {
        var selection = new StepSelection(from, only, cache);

        Assert.Equal(executed, string.Join(' ', Domain.Pipelines.PipelineSteps.Names.Where(step => selection.Demand(step) is not null)));
        Assert.Equal(executed.Length == 0, selection.IsEverything);
        Assert.Empty(selection.Check());
    }

    [Theory]
    [InlineData("deploy", null, CacheUse.On)]
    [InlineData(null, "", CacheUse.On)]
    [InlineData("train", "train", CacheUse.On)]
    [InlineData("train", null, CacheUse.Off)]
    public void Check_OfWhatCannotBe_SaysWhy(string? from, string? only, CacheUse cache) => Assert.Single(new StepSelection(from, only, cache).Check());
}
