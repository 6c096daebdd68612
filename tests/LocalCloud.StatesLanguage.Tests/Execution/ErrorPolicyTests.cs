using CsCheck;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Execution;

namespace LocalCloud.StatesLanguage.Tests.Execution;

public sealed class ErrorPolicyTests
{
    [Fact]
    public void Delay_OfAnyRetrier_IsWithinItsLimit() =>
        Gen.Select(Gen.Int[1, 1000], Gen.Double[1, 10], Gen.Int[1, 5000], Gen.Int[0, 500], Gen.Bool).Sample((interval, rate, limit, count, jitter) =>
        {
            var retrier = new Retrier { ErrorEquals = ["E"], IntervalSeconds = interval, BackoffRate = rate, MaxDelaySeconds = limit, FullJitter = jitter };

            var delay = ErrorPolicy.Delay(retrier, count, new Random(count));

            Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(limit));
        });

    [Theory]
    [InlineData("States.ALL", "Anything", true)]
    [InlineData("States.ALL", "States.Runtime", false)]
    [InlineData("States.Runtime", "States.Runtime", false)]
    [InlineData("States.TaskFailed", "Anything", true)]
    [InlineData("States.TaskFailed", "States.Timeout", false)]
    [InlineData("States.Timeout", "States.HeartbeatTimeout", true)]
    [InlineData("Other", "Anything", false)]
    public void Name_AgainstAnError_Matches(string name, string error, bool expected) =>
        Assert.Equal(expected, ErrorPolicy.Matches([name], new StatesError(error, null)));

    [Fact]
    public void TerminalDataLimit_IsOnlyForACatcherThatNamesIt()
    {
        var error = new StatesError(StatesError.DataLimitExceeded, null) { IsTerminal = true };

        Assert.False(ErrorPolicy.Matches([StatesError.All], error));
        Assert.True(ErrorPolicy.Matches([StatesError.DataLimitExceeded], error));
    }
}
