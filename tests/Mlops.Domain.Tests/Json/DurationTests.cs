using CsCheck;
using Mlops.Domain.Json;

namespace Mlops.Domain.Tests.Json;

public sealed class DurationTests
{
    [Fact]
    public void Format_ThenParse_GivesTheDurationBack() =>
        Gen.Select(Gen.Int[0, 1200], Gen.Int[0, 10_000], Gen.Long[0, TimeSpan.TicksPerHour * 1000])
            .Select((months, days, ticks) => new CalendarDuration(months, days, TimeSpan.FromTicks(ticks)))
            .Sample(duration => IsoDuration.TryParse(IsoDuration.Format(duration), out var parsed) && parsed == duration);

    [Theory]
    [InlineData("P1Y2M1W3DT4H5M6.5S", "P1Y2M10DT4H5M6.5S")]
    [InlineData("P12M", "P1Y")]
    [InlineData("PT90S", "PT1M30S")]
    [InlineData("P0D", "PT0S")]
    [InlineData("PT36H", "PT36H")]
    public void Format_ParsedText_IsItsShortSpelling(string text, string expected)
    {
        Assert.True(IsoDuration.TryParse(text, out var duration));

        Assert.Equal(expected, duration.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("1D")]
    [InlineData("-P1D")]
    [InlineData("P1H")]
    [InlineData("PT1Y")]
    [InlineData("P1.5D")]
    [InlineData("P1D ")]
    [InlineData("p1d")]
    public void TryParse_NoDuration_IsFalse(string text) => Assert.False(IsoDuration.TryParse(text, out _));

    [Fact]
    public void Before_ThreeYearsAndALeapDay_IsCalendarTime() =>
        Assert.Equal(new DateTime(2001, 2, 28), new CalendarDuration(36, 0, TimeSpan.Zero).Before(new DateTime(2004, 2, 29)));
}
