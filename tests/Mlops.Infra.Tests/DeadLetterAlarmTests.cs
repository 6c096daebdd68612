using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>Whatever lies in a dead-letter queue is told to people.</summary>
public sealed class DeadLetterAlarmTests(SynthFixture synth)
{
    private const int MostMetrics = 10;

    public static TheoryData<string> Stacks => ["foundation", "pipeline", "unwatched"];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Alarm_OfAStack_WatchesEveryQueueOfIt(string stack)
    {
        var template = Template(stack);
        var queries = Alarm(template)["Metrics"]!.AsArray();
        var watched = queries.Where(query => query!["MetricStat"] is not null).Select(query => query!["MetricStat"]!).ToList();

        Assert.Equal(
            template.Resources("AWS::SQS::Queue").Keys.Order(),
            watched.Select(each => (string)each["Metric"]!["Dimensions"]![0]!["Value"]!["Fn::GetAtt"]![0]!).Order());
        Assert.All(watched, each => Assert.Equal("ApproximateNumberOfMessagesVisible", (string)each["Metric"]!["MetricName"]!));
        Assert.All(watched, each => Assert.Equal("Maximum", (string)each["Stat"]!));
        Assert.InRange(watched.Count, 1, MostMetrics);
        Assert.Equal("SUM(FILL(METRICS(), 0))", (string)Assert.Single(queries, query => query!["Expression"] is not null)!["Expression"]!);
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Alarm_OfAStack_GoesOffWithTheFirstLetterAndTellsTheTopic(string stack)
    {
        var alarm = Alarm(Template(stack));

        Assert.Equal((0, "GreaterThanThreshold", "notBreaching"), ((int)alarm["Threshold"]!, (string)alarm["ComparisonOperator"]!, (string)alarm["TreatMissingData"]!));
        Assert.Contains("otifications", Mlops.Infra.Tests.Template.Text(Assert.Single(alarm["AlarmActions"]!.AsArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void Topic_Always_AdmitsAlarmsOfThisAccountAlone()
    {
        var statements = Assert.Single(synth.Foundation.Resources("AWS::SNS::TopicPolicy").Values)["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray();
        var alarms = Assert.Single(statements, statement => (string?)(statement!["Principal"] as JsonObject)?["Service"] == "cloudwatch.amazonaws.com")!;

        Assert.Equal(("Allow", "sns:Publish"), ((string)alarms["Effect"]!, (string)alarms["Action"]!));
        Assert.Equal("123456789012", Mlops.Infra.Tests.Template.Text(alarms["Condition"]!["StringEquals"]!["aws:SourceAccount"]));
    }

    private Template Template(string stack) => stack switch { "foundation" => synth.Foundation, "pipeline" => synth.Pipeline, _ => synth.Unwatched };

    private static JsonNode Alarm(Template template) =>
        template.Resources("AWS::CloudWatch::Alarm").Values.Select(alarm => alarm["Properties"]!).Single(alarm => ((string)alarm["AlarmName"]!).EndsWith("-dead-letters", StringComparison.Ordinal));
}
