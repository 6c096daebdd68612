using System.Text.RegularExpressions;
using CsCheck;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Tests.Triggers;

public sealed partial class RequestTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Names_OfEveryTrigger_AreReadable() => Assert.Equal(
        ["schedule-20260105T030000Z", "monitor-20260105T030000Z", "drift-mlops-ridership-drift-20260105T030000Z", "drift-2601010000-1a2b3c4"],
        [ExecutionName.ForSchedule(Start), ExecutionName.ForMonitor(Start), ExecutionName.ForDrift("mlops-ridership-drift", Start), ExecutionName.ForDrift("2601010000-1a2b3c4")]);

    [Fact]
    public void Names_OfAnyAlarmAndTime_AreValidAndDeterministic() => Gen.Select(Gen.String[0, 300], Gen.Long[0, 200_000_000_000]).Sample((alarm, seconds) =>
    {
        var time = Start.AddTicks(seconds * 1000);
        string[] Names() => [ExecutionName.ForDrift(alarm, time), ExecutionName.ForDrift(alarm), ExecutionName.ForSchedule(time), ExecutionName.ForMonitor(time.ToOffset(TimeSpan.FromHours(2)))];
        return Names().SequenceEqual(Names()) && Names().All(name => Valid().IsMatch(ExecutionName.FollowUp(name, 9)));
    });

    [Fact]
    public void Requests_OfOneCause_HaveOneInput()
    {
        Assert.Equal(RetrainRequest.ForSchedule("p1", Start).ToCanonicalJson(), RetrainRequest.ForSchedule("p1", Start.ToOffset(TimeSpan.FromHours(-5))).ToCanonicalJson());
        Assert.True(RetrainRequest.ForSchedule("p1", Start).IsCoalescable);
        Assert.True(RetrainRequest.ForDrift("p1", "drift-a", Start).IsCoalescable);
    }

    [Theory]
    [InlineData(256, 100, 300, false)]
    [InlineData(257, 1, 1, true)]
    [InlineData(1, 101, 1, true)]
    [InlineData(1, 20, 2000, true)]
    [InlineData(1, 1, 2501, true)]
    public void Limits_OfARequest_AreKept(int requestedBy, int parameters, int length, bool refused) => Assert.Equal(
        refused,
        RequestLimits.Check(new string('a', requestedBy), Enumerable.Range(0, parameters).ToDictionary(number => $"p{number}", _ => new string('1', length))).Any());

    [Fact]
    public void Limits_ControlCharacterInAName_IsRefused() => Assert.Single(RequestLimits.Check("a\nb", new Dictionary<string, string>()));

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex Valid();
}
