using System.Globalization;
using LocalCloud.EventBridge.Schedules;

namespace LocalCloud.Tests.EventBridge;

public sealed class ScheduleTests
{
    [Theory]
    [InlineData("rate(1 minute)", true)]
    [InlineData("rate(5 minutes)", true)]
    [InlineData("rate(1 minutes)", false)]
    [InlineData("rate(0 minutes)", false)]
    [InlineData("cron(15 10 ? * 6L 2002-2005)", true)]
    [InlineData("cron(* * ? * SAT#3 *)", true)]
    [InlineData("cron(0 8 1 * ? *)", true)]
    [InlineData("cron(0/15 8-17 ? * MON-FRI *)", true)]
    [InlineData("cron(0 8 L-31 * ? *)", false)]
    [InlineData("cron(0 8 32W * ? *)", false)]
    [InlineData("cron(0 8 ? * 8L *)", false)]
    [InlineData("cron(0 8 1 * * *)", false)]
    [InlineData("cron(0 8 ? * ? *)", false)]
    [InlineData("cron(INVALID)", false)]
    [InlineData("cron(60 8 1 * ? *)", false)]
    public void Parse_OfAnExpression_JudgesAsAwsDoes(string expression, bool valid) =>
        Assert.Equal(valid, Schedule.Parse(expression) is not null);

    [Theory]
    [InlineData("rate(5 minutes)", "2026-01-01T00:00:10.25Z", "2026-01-01T00:00:10.25Z", "2026-01-01T00:05:10Z")]
    [InlineData("rate(5 minutes)", "2026-01-01T00:00:10Z", "2026-01-01T00:17:00Z", "2026-01-01T00:20:10Z")]
    [InlineData("rate(5 minutes)", "2026-01-01T00:00:10Z", "2026-01-01T00:05:10Z", "2026-01-01T00:10:10Z")]
    [InlineData("rate(1 day)", "2026-01-01T06:00:00Z", "2026-01-31T06:00:00Z", "2026-02-01T06:00:00Z")]
    [InlineData("cron(0 6 * * ? *)", "2026-01-01T06:00:00Z", "2026-01-01T06:00:00Z", "2026-01-02T06:00:00Z")]
    [InlineData("cron(0 6 * * ? *)", "2026-01-01T06:00:00Z", "2026-01-09T05:59:59.9Z", "2026-01-09T06:00:00Z")]
    [InlineData("cron(0 22-1 * * ? *)", "2026-01-01T22:30:00Z", "2026-01-01T23:30:00Z", "2026-01-02T00:00:00Z")]
    public void Next_AfterAnInstant_IsTheNextOfItsSeries(string expression, string begun, string now, string next) =>
        Assert.Equal(Instant(next), Schedule.Parse(expression)!.Next(Instant(begun), Instant(now)));

    [Theory]
    [InlineData("cron(0 6 30 2 ? *)")]
    [InlineData("cron(0 6 1 1 ? 2025)")]
    [InlineData("rate(999999999 days)")]
    public void Next_WhereNoneIsLeft_IsNone(string expression) =>
        Assert.Null(Schedule.Parse(expression)!.Next(Instant("2026-01-01T00:00:00Z"), Instant("2026-01-01T00:00:00Z")));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
