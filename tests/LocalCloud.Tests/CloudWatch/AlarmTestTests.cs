using LocalCloud.CloudWatch.Alarms;

namespace LocalCloud.Tests.CloudWatch;

/// <summary>The tables of the user guide, "Configuring how CloudWatch alarms treat missing data": 0 is within the threshold, X breaches, - is missing.</summary>
public sealed class AlarmTestTests
{
    private static readonly string[] Treatments = ["missing", "ignore", "breaching", "notBreaching"];

    [Theory]
    [InlineData(3, "0 - X - X", 0, "OK OK OK OK")]
    [InlineData(3, "0 - - - -", 2, "OK OK OK OK")]
    [InlineData(3, "- - - - -", 3, "INSUFFICIENT_DATA stays ALARM OK")]
    [InlineData(3, "0 X X - X", 0, "ALARM ALARM ALARM ALARM")]
    [InlineData(3, "- - X - -", 2, "ALARM stays ALARM OK")]
    [InlineData(2, "0 - X - X", 0, "ALARM ALARM ALARM ALARM")]
    [InlineData(2, "0 0 X 0 X", 0, "ALARM ALARM ALARM ALARM")]
    [InlineData(2, "0 - X - -", 1, "OK OK ALARM OK")]
    [InlineData(2, "- - - - 0", 2, "OK OK ALARM OK")]
    [InlineData(2, "- - - X -", 2, "ALARM stays ALARM OK")]
    public void Decide_ExampleOfTheGuide_IsTheGuides(int toAlarm, string range, int filled, string states)
    {
        foreach (var (treatment, expected) in Treatments.Zip(states.Split(' ')))
        {
            var outcome = Decide(toAlarm, treatment, range);

            Assert.Equal((treatment, expected, filled), (treatment, outcome.State ?? "stays", outcome.Filled));
        }
    }

    /// <summary>The text below the tables: a single young data point that breaches must not alarm prematurely.</summary>
    [Theory]
    [InlineData(3, "- - - - X", "stays")]
    [InlineData(3, "- - - X -", "stays")]
    [InlineData(3, "- - - X 0", "OK")]
    [InlineData(3, "- - X - 0", "OK")]
    [InlineData(2, "- - - X X", "ALARM")]
    public void Decide_FewBreachingWithTheRestMissing_WaitsForTheOldest(int toAlarm, string range, string state) =>
        Assert.Equal(state, Decide(toAlarm, "missing", range).State ?? "stays");

    [Theory]
    [InlineData("GreaterThanThreshold", "OK ALARM OK")]
    [InlineData("GreaterThanOrEqualToThreshold", "ALARM ALARM OK")]
    [InlineData("LessThanThreshold", "OK OK ALARM")]
    [InlineData("LessThanOrEqualToThreshold", "ALARM OK ALARM")]
    public void Decide_AtAboveAndBelowTheThreshold_FollowsTheOperator(string comparison, string states)
    {
        var test = new AlarmTest(1, 1, Comparison.Parse(comparison), 0.5, "missing");

        Assert.Equal(states.Split(' '), new[] { 0.5, 0.75, 0.25 }.Select(value => test.Decide([null, null, value]).State));
    }

    private static AlarmOutcome Decide(int toAlarm, string treatment, string range)
    {
        var test = new AlarmTest(3, toAlarm, Comparison.Parse("GreaterThanThreshold"), 0.5, treatment);
        Assert.Equal(5, test.Range);
        return test.Decide([.. range.Split(' ').Select(point => point switch { "X" => 1.0, "0" => 0.0, _ => (double?)null })]);
    }
}
