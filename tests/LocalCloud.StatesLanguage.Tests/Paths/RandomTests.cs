using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Tests.Execution;

namespace LocalCloud.StatesLanguage.Tests.Paths;

public sealed class RandomTests
{
    [Theory]
    [InlineData("States.MathRandom(1, 10)")]
    [InlineData("States.MathRandom(1, 10, 7)")]
    public async Task MathRandom_OfARange_IsWithinIt(string call)
    {
        var definition = $$$"""{"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{"x.$":"{{{call}}}"},"End":true} }}""";

        var outcome = Assert.IsType<ExecutionOutcome.Succeeded>(await Runs.RunAsync(definition, "{}"));

        Assert.InRange((long)outcome.Output!["x"]!, 1, 9);
    }
}
