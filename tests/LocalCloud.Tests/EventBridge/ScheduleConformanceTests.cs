using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.EventBridge.Schedules;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.EventBridge;

/// <summary>Schedules against collected cases: those of next-fire were computed twice, those of validity were asked of AWS.</summary>
public sealed class ScheduleConformanceTests
{
    [Fact]
    public void Next_OfEveryCollectedExpression_IsTheInstantsThatWereWorkedOut()
    {
        var cases = Cases("next-fire.json", "next").Where(one => (bool)one["bruteAgrees"]!).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.Equal(one["next"]!.AsArray().Select(Instant), Fires(one).Take(Math.Max(1, one["next"]!.AsArray().Count))));
    }

    [Fact]
    public void Next_OfEveryCollectedMatch_IsTheInstantWhenItMatches()
    {
        var cases = Cases("next-fire.json", "match").Where(one => (bool)one["bruteAgrees"]!).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, one =>
        {
            var (schedule, time) = (Schedule.Parse((string)one["expression"]!), Instant(one["time"]));
            Assert.Equal((bool)one["match"]!, schedule!.Next(time.AddTicks(-1), time.AddTicks(-1)) == time);
        });
    }

    [Fact]
    public void Parse_OfEveryCollectedExpression_TakesWhatAwsTakes()
    {
        var cases = Cases("validity.json", "cases")
            .Where(one => (string?)one["service"] == "events" && !one.ToJsonString().Contains("default event bus", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(cases);
        Assert.All(cases, one => Assert.Equal((bool)one["valid"]!, Schedule.Parse((string)one["expression"]!) is not null));
    }

    private static IEnumerable<DateTimeOffset> Fires(JsonObject one)
    {
        var schedule = Schedule.Parse((string)one["expression"]!)!;
        var from = Instant(one["from"]).AddTicks((bool)one["inclusive"]! ? -1 : 0);
        while (schedule.Next(from, from) is { } next)
        {
            yield return from = next;
        }
    }

    private static DateTimeOffset Instant(JsonNode? text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);

    private static IEnumerable<JsonObject> Cases(string file, string member) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Conformance.Folder("schedule"), file)))![member]!.AsArray().OfType<JsonObject>();
}
