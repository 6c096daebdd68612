using CsCheck;
using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

public sealed class DriftStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Cooldown = TimeSpan.FromHours(24);

    [Theory]
    [InlineData(false, true, "None", null, null)]
    [InlineData(true, true, "Alarm", 0, 0)]
    [InlineData(true, false, "NothingNew", 0, null)]
    public void After_FirstMonitoring_StartsTheState(bool drift, bool isNew, string response, int? since, int? requested) =>
        AssertState(DriftState.After(null, Judged(0, drift, isNew)), response, since, requested);

    [Theory]
    [InlineData(23, true, "CoolingDown", 0, 0)]
    [InlineData(24, true, "Request", 0, 24)]
    [InlineData(24, false, "NothingNew", 0, 0)]
    public void After_DriftThatWasAlarmed_CoolsDownThenAsks(int hour, bool isNew, string response, int since, int requested) =>
        AssertState(DriftState.After(DriftState.After(null, Judged(0)), Judged(hour, true, isNew)), response, since, requested);

    [Fact]
    public void After_NewDataSinceNothingNew_AsksAtOnce() =>
        AssertState(DriftState.After(DriftState.After(null, Judged(0, true, isNew: false)), Judged(1)), "Request", 0, 1);

    [Fact]
    public void After_NewDataWithinTheCooldown_StillCoolsDown() =>
        AssertState(DriftState.After(DriftState.After(DriftState.After(null, Judged(0)), Judged(1, true, isNew: false)), Judged(2)), "CoolingDown", 0, 0);

    [Fact]
    public void After_DriftThatWentAndCame_IsAlarmedAgain() =>
        AssertState(DriftState.After(DriftState.After(DriftState.After(null, Judged(0)), Judged(1, drift: false)), Judged(2)), "Alarm", 2, 2);

    [Fact]
    public void After_AnotherChampion_StartsAnew() =>
        AssertState(DriftState.After(DriftState.After(null, Judged(0)), Judged(1) with { Champion = "r2" }), "Alarm", 1, 1);

    [Fact]
    public void After_OlderMonitoringOfThePreviousChampion_ChangesNothing()
    {
        var state = DriftState.After(DriftState.After(null, Judged(10) with { Champion = "r2" }), Judged(9));

        AssertState(state, "Superseded", null, null);
        Assert.Contains("0000000010-1a2b3c4 is newer", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_DriftThatStartsNoRuns_IsDisabledAndAsksOnceItMay()
    {
        var state = DriftState.After(null, Judged(0) with { StartsRuns = false });

        AssertState(state, "Disabled", 0, null);
        AssertState(DriftState.After(state, Judged(1)), "Request", 0, 1);
    }

    [Fact]
    public void After_AnyMonitorings_RepeatedOnesChangeNothingAndRequestsKeepTheCooldown() =>
        Gen.Select(Gen.Int[1, 30], Gen.Bool, Gen.Bool, Gen.Bool).Array[1, 30].Sample(steps =>
        {
            DriftState? state = null;
            DateTimeOffset? asked = null;
            var hour = 0;
            foreach (var (hours, drift, isNew, repeated) in steps)
            {
                hour += hours;
                var next = DriftState.After(state, Judged(hour, drift, isNew));
                if (next.Response is DriftResponse.Request && asked is { } before && Start.AddHours(hour) - before < Cooldown)
                {
                    return false;
                }

                asked = next.Response is DriftResponse.Request or DriftResponse.Alarm ? Start.AddHours(hour) : next.Since is null ? null : asked;
                state = repeated ? DriftState.After(next, Judged(hour, !drift, !isNew)) : next;
                if (!ReferenceEquals(state, next) || (next.Since is null) == drift || next.RequestedAt != asked)
                {
                    return false;
                }
            }

            return true;
        });

    private static JudgedDrift Judged(int hour, bool drift = true, bool isNew = true) => new()
    {
        Monitor = $"{hour:0000000000}-1a2b3c4",
        Champion = "r1",
        Now = Start.AddHours(hour),
        Cooldown = Cooldown,
        Learnable = drift ? new LearnableData(isNew, "Reason.") : null,
    };

    private static void AssertState(DriftState state, string response, int? since, int? requested) => Assert.Equal(
        (response, since is { } from ? Start.AddHours(from) : null, requested is { } at ? Start.AddHours(at) : (DateTimeOffset?)null),
        (state.Response.ToString(), state.Since, state.RequestedAt));
}
