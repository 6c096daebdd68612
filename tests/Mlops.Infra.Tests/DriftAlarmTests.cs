using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>What is watched, and what is not when the definition says so.</summary>
public sealed class DriftAlarmTests(SynthFixture synth)
{
    [Fact]
    public void FeatureDrift_Always_ComparesTheNewestShareWithTheDefinitionsLimit()
    {
        var alarm = Alarm(synth.Pipeline, "mlops-ridership-feature-drift");

        Assert.Equal("MLOps", (string)alarm["Namespace"]!);
        Assert.Equal("DriftedFeatureShare", (string)alarm["MetricName"]!);
        Assert.Equal("""[{"Name":"Pipeline","Value":"ridership"}]""", alarm["Dimensions"]!.ToJsonString());
        Assert.Equal("Maximum", (string)alarm["Statistic"]!);
        Assert.Equal(0.4, (double)alarm["Threshold"]!);
        Assert.Equal(6 * 3600, (int)alarm["Period"]!);
    }

    [Theory]
    [InlineData("ridership", "bound / baseline - 1", 0.2, 6 * 3600)]
    [InlineData("undisturbed", "baseline - bound", 0.25, 24 * 3600)]
    [InlineData("churn", "(baseline - bound) / ABS(baseline - 0.5)", 0.3, 24 * 3600)]
    public void QualityLoss_ByTheDirectionOfItsMetric_IsTheShareByWhichItIsWorse(string pipeline, string expression, double limit, int period)
    {
        var alarm = Alarm(pipeline switch { "ridership" => synth.Pipeline, "churn" => synth.Churn, _ => synth.Undisturbed }, $"mlops-{pipeline}-quality-loss");
        var queries = alarm["Metrics"]!.AsArray().ToDictionary(query => (string)query!["Id"]!, query => query!);
        var loss = Assert.Single(queries.Values, query => query["Expression"] is not null);

        Assert.Equal(expression, (string)loss["Expression"]!);
        Assert.Equal(limit, (double)alarm["Threshold"]!);
        Assert.True((bool?)loss["ReturnData"] ?? true);
        Assert.Equal(["QualityBaseline", "QualityBound"], new[] { "baseline", "bound" }.Select(id => (string)queries[id]["MetricStat"]!["Metric"]!["MetricName"]!));
        Assert.All(new[] { "baseline", "bound" }.Select(id => queries[id]), query =>
        {
            Assert.False((bool)query["ReturnData"]!);
            Assert.Equal("Maximum", (string)query["MetricStat"]!["Stat"]!);
            Assert.Equal(period, (int)query["MetricStat"]!["Period"]!);
            Assert.Equal("MLOps", (string)query["MetricStat"]!["Metric"]!["Namespace"]!);
            Assert.Equal($$"""[{"Name":"Pipeline","Value":"{{pipeline}}"}]""", query["MetricStat"]!["Metric"]!["Dimensions"]!.ToJsonString());
        });
    }

    [Fact]
    public void Alarm_Always_TakesOneDatapointAndNoEvidenceForNoDrift()
        => Assert.All(synth.Pipeline.Resources("AWS::CloudWatch::Alarm").Values.Select(alarm => alarm["Properties"]!), alarm =>
        {
            Assert.Equal(1, (int)alarm["EvaluationPeriods"]!);
            Assert.Equal(1, (int?)alarm["DatapointsToAlarm"] ?? 1);
            Assert.Equal("GreaterThanThreshold", (string)alarm["ComparisonOperator"]!);
            Assert.Equal("notBreaching", (string)alarm["TreatMissingData"]!);
        });

    [Fact]
    public void Drift_Always_IsEitherAlarm()
    {
        var children = synth.Pipeline.Resources("AWS::CloudWatch::Alarm").Keys.Where(id => id.StartsWith("Alarms", StringComparison.Ordinal)).Select(id => $"ALARM(\"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:{id}\")");
        var composite = Assert.Single(synth.Pipeline.Resources("AWS::CloudWatch::CompositeAlarm").Values)["Properties"]!;

        Assert.Equal("mlops-ridership-drift", (string)composite["AlarmName"]!);
        Assert.Equal(children.Order(), Template.Text(composite["AlarmRule"]).Trim('(', ')').Split(" OR ").Select(each => each.TrimEnd(')') + ")").Order());
    }

    // The rule on the composite alarm's state change is who starts a run: an action that starts one would be a second one.
    [Fact]
    public void Drift_WhenItBeginsAndWhenItEnds_IsToldToTheTopicOnce()
    {
        var composite = Assert.Single(synth.Pipeline.Resources("AWS::CloudWatch::CompositeAlarm").Values)["Properties"]!;

        Assert.Equal("arn:aws:sns:eu-west-1:123456789012:notifications", Template.Text(Assert.Single(composite["AlarmActions"]!.AsArray())));
        Assert.Equal("arn:aws:sns:eu-west-1:123456789012:notifications", Template.Text(Assert.Single(composite["OKActions"]!.AsArray())));
        Assert.All(
            synth.Pipeline.Resources("AWS::CloudWatch::Alarm").Where(alarm => alarm.Key.StartsWith("Alarms", StringComparison.Ordinal)),
            alarm => Assert.Null(alarm.Value["Properties"]!["AlarmActions"]));
    }

    [Fact]
    public void Pipeline_WithoutMonitor_HasNothingOfIt()
    {
        string[] of = ["monitor", "drift"];
        Assert.Equal("mlops-unwatched-dead-letters", (string)Assert.Single(synth.Unwatched.Resources("AWS::CloudWatch::Alarm").Values)["Properties"]!["AlarmName"]!);
        Assert.DoesNotContain(synth.Unwatched.Resources("AWS::Lambda::Function").Values, each => of.Any(((string)each["Properties"]!["Handler"]!).Contains));
        Assert.DoesNotContain(synth.Unwatched.Resources("AWS::SSM::Parameter").Values, each => of.Any(((string)each["Properties"]!["Name"]!).Contains));
        Assert.DoesNotContain(synth.Unwatched.Resources("AWS::IAM::Role").Keys, each => of.Any(part => each.Contains(part, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(5, synth.Unwatched.Resources("AWS::SQS::Queue").Count);
        Assert.Empty(synth.Unwatched.Resources("AWS::CloudWatch::CompositeAlarm"));
        Assert.Equal(
            ["mlops-unwatched-deploy", "mlops-unwatched-retrain"],
            synth.Unwatched.Resources("AWS::StepFunctions::StateMachine").Values.Select(each => (string)each["Properties"]!["StateMachineName"]!).Order());
    }

    [Fact]
    public void Endpoint_OfAWatchedPipeline_CapturesTheDefinitionsShareOfRequestsAndAnswers()
    {
        var capture = Capture(synth.Deploy);

        Assert.True((bool)capture["EnableCapture"]!);
        Assert.Equal(25, (int)capture["InitialSamplingPercentage"]!);
        Assert.Equal("s3://artifacts-bucket/capture", (string)capture["DestinationS3Uri"]!);
        Assert.Equal(["Input", "Output"], capture["CaptureOptions"]!.AsArray().Select(option => (string)option!["CaptureMode"]!));
    }

    [Fact]
    public void Endpoint_OfAPipelineWithoutMonitor_CapturesNothing()
        => Assert.False((bool)Capture(synth.Unwatched.Machine("mlops-unwatched-deploy"))["EnableCapture"]!);

    [Fact]
    public void CapturedText_OfEveryContentTypeThatTheModelTakes_StaysText()
    {
        var types = Capture(synth.Deploy)["CaptureContentTypeHeader"]!.AsObject().SelectMany(header => header.Value!.AsArray()).Select(type => (string)type!);
        var taken = synth.Retrain.State("Register")["Parameters"]!["InferenceSpecification"]!["SupportedContentTypes"]!.AsArray().Select(type => (string)type!);

        Assert.Equal(taken.Order(), types.Order());
    }

    private static JsonNode Alarm(Template template, string name) => template.Resources("AWS::CloudWatch::Alarm").Values
        .Select(alarm => alarm["Properties"]!).Single(alarm => (string)alarm["AlarmName"]! == name);

    private static JsonNode Capture(StateMachine deploy) => deploy.State("CreateEndpointConfig")["Parameters"]!["DataCaptureConfig"]!;
}
