using CsCheck;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Tests.Triggers;

public sealed class QuietTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Settle = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0, 65, true, 0)]
    [InlineData(0, 64, false, 1)]
    [InlineData(30, 40, false, 55)]
    [InlineData(595, 599, false, 1)]
    [InlineData(599, 600, true, 0)]
    public void Decide_NewestAndNow_WaitsForTheRest(int newest, int now, bool quiet, int wait) =>
        Assert.Equal(new Quiet(quiet, wait), Quiet.Decide(Start.AddSeconds(newest), Start.AddSeconds(now), Start, Settle));

    [Fact]
    public void Decide_NoObject_IsQuiet() => Assert.True(Quiet.Decide(null, Start, Start, Settle).IsQuiet);

    [Fact]
    public void Decide_AskedAgainAfterItsWait_EndsWithinTenSettleTimes() => Gen.Select(Gen.Int[0, 2000], Gen.Int[1, 3600]).Sample((newest, settle) =>
    {
        var (now, length) = (Start, TimeSpan.FromSeconds(settle));
        while (Quiet.Decide(now.AddSeconds(-newest % settle), now, Start, length) is { IsQuiet: false } answer)
        {
            now = now.AddSeconds(answer.Wait);
        }

        return now - Start <= Quiet.MaximumSettleTimes * length + TimeSpan.FromSeconds(1);
    });
}
