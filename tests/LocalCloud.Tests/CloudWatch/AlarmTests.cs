using System.Text.Json.Nodes;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.CloudWatch;

public sealed class AlarmTests : IAsyncLifetime
{
    private const string Topic = $"arn:aws:sns:us-east-1:{IamFixture.Account}:ops";
    private const string Function = $"arn:aws:lambda:us-east-1:{IamFixture.Account}:function:f";

    private readonly CloudWatchFixture _cloud = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Alarm_NewWithoutData_IsUnchecked()
    {
        await _cloud.PutAlarmAsync();
        _cloud.AdvanceMinutes(10);

        var alarm = await _cloud.AlarmAsync();

        Assert.Equal(("INSUFFICIENT_DATA", "Unchecked: Initial alarm creation"), (alarm["StateValue"]!.ToString(), alarm["StateReason"]!.ToString()));
        Assert.False(_cloud.HasEvents);
    }

    [Fact]
    public async Task Alarm_BreachingDatum_AlarmsWhenItsMinuteIsOver()
    {
        await _cloud.PutAlarmAsync();
        await _cloud.PutAsync(0.3);
        Assert.Equal("INSUFFICIENT_DATA", await _cloud.StateAsync());

        _cloud.AdvanceMinutes(1);

        Assert.Equal("drift: INSUFFICIENT_DATA ALARM", await _cloud.NextChangeAsync());
        var alarm = await _cloud.AlarmAsync();
        Assert.Equal(
            "Threshold Crossed: 1 out of the last 1 datapoints [0.3 (01/01/26 00:00:00)] was greater than the threshold (0.2) (minimum 1 datapoint for OK -> ALARM transition).",
            alarm["StateReason"]!.ToString());
        Assert.Equal(
            """{"version":"1.0","queryDate":"2026-01-01T00:01:00.000+0000","startDate":"2026-01-01T00:00:00.000+0000","statistic":"Average","period":60,"recentDatapoints":[0.3],"threshold":0.2,"evaluatedDatapoints":[{"timestamp":"2026-01-01T00:00:00.000+0000","sampleCount":1.0,"value":0.3}]}""",
            alarm["StateReasonData"]!.ToString());
        Assert.Equal(alarm["StateUpdatedTimestamp"]!.ToString(), alarm["StateTransitionedTimestamp"]!.ToString());
    }

    [Fact]
    public async Task Alarm_LateDatum_IsEvaluatedAtOnce()
    {
        _cloud.AdvanceMinutes(10);
        await _cloud.PutAlarmAsync();

        await _cloud.PutAsync(0.3, time: _cloud.Now - TimeSpan.FromMinutes(1));

        Assert.Equal("drift: INSUFFICIENT_DATA ALARM", await _cloud.NextChangeAsync());
    }

    [Fact]
    public async Task Alarm_BreachingTwice_TellsOneTransition()
    {
        await _cloud.PutAlarmAsync();
        await _cloud.PutAsync(0.3);
        _cloud.AdvanceMinutes(1);
        await _cloud.PutAsync(0.4);
        _cloud.AdvanceMinutes(1);
        await _cloud.PutAsync(0.1);
        _cloud.AdvanceMinutes(1);

        Assert.Equal("drift: INSUFFICIENT_DATA ALARM", await _cloud.NextChangeAsync());
        Assert.Equal("drift: ALARM OK", await _cloud.NextChangeAsync());
    }

    [Theory]
    [InlineData("missing", "ALARM INSUFFICIENT_DATA")]
    [InlineData("notBreaching", "OK ALARM OK")]
    [InlineData("breaching", "ALARM")]
    [InlineData("ignore", "ALARM")]
    public async Task Alarm_ClockJumpsByAMonth_MakesUpForWhatWasMissed(string treatment, string states)
    {
        await _cloud.PutAlarmAsync(more: $"\"Period\":3600,\"EvaluationPeriods\":1,\"TreatMissingData\":\"{treatment}\"");
        _cloud.AdvanceMinutes(5);
        await _cloud.PutAsync(0.3);

        // One day less than histories are kept.
        _cloud.Advance(TimeSpan.FromDays(29));

        Assert.Equal(states.Split(' '), await StatesAsync());
    }

    [Fact]
    public async Task Alarm_DataLeaveTheRange_IsToldWithTheTimeThen()
    {
        await _cloud.PutAlarmAsync(more: "\"Period\":3600,\"EvaluationPeriods\":1");
        await _cloud.PutAsync(0.3);

        _cloud.Advance(TimeSpan.FromDays(30));

        var alarm = await _cloud.AlarmAsync();
        // A range of three hours slides over the datum of 00:00 and is past it at 03:01.
        Assert.Equal(("2026-01-01T03:01:00.000Z", "Insufficient Data: 1 datapoint was unknown."), (alarm["StateUpdatedTimestamp"]!.ToString(), alarm["StateReason"]!.ToString()));
    }

    [Theory]
    [InlineData("0.3 0.1 0.3", "OK ALARM")]
    [InlineData("0.3 0.1 0.1", "OK")]
    public async Task Alarm_TwoOfThree_NeedsTwo(string values, string states)
    {
        await _cloud.PutAlarmAsync(more: "\"Period\":60,\"EvaluationPeriods\":3,\"DatapointsToAlarm\":2");
        foreach (var value in values.Split(' '))
        {
            await _cloud.PutAsync(double.Parse(value, System.Globalization.CultureInfo.InvariantCulture));
            _cloud.AdvanceMinutes(1);
        }

        Assert.Equal(states.Split(' '), await StatesAsync());
    }

    [Fact]
    public async Task Alarm_FiveMinutes_SlidesMinuteByMinute()
    {
        await _cloud.PutAlarmAsync(more: "\"Period\":300,\"EvaluationPeriods\":1");
        _cloud.AdvanceMinutes(7);
        await _cloud.PutAsync(0.3);

        _cloud.AdvanceMinutes(1);

        Assert.Equal("ALARM", await _cloud.StateAsync());
        Assert.Contains("(01/01/26 00:03:00)", (await _cloud.AlarmAsync())["StateReason"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarm_OfTenSeconds_IsEvaluatedEveryTen()
    {
        await _cloud.PutAlarmAsync(more: "\"Period\":10,\"EvaluationPeriods\":1");
        await _cloud.CallAsync("PutMetricData", """{"Namespace":"MLOps/Drift","MetricData":[{"MetricName":"Psi","Value":1,"StorageResolution":1}]}""");

        _cloud.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("ALARM", await _cloud.StateAsync());
    }

    [Fact]
    public async Task Alarm_OfAPercentile_LooksAtTheTail()
    {
        await _cloud.CallAsync("PutMetricAlarm", """
            {"AlarmName":"tail","Namespace":"MLOps/Drift","MetricName":"Psi","ExtendedStatistic":"p90","Threshold":5,"ComparisonOperator":"GreaterThanOrEqualToThreshold",
             "Period":60,"EvaluationPeriods":1}
            """);
        await _cloud.CallAsync("PutMetricData", """{"Namespace":"MLOps/Drift","MetricData":[{"MetricName":"Psi","Values":[1,5],"Counts":[8,2]}]}""");

        _cloud.AdvanceMinutes(1);

        Assert.Equal("ALARM", await _cloud.StateAsync("tail"));
    }

    [Fact]
    public async Task Alarm_OfMetricMath_IsEvaluatedOverItsMetrics()
    {
        await PutMathAlarmAsync("SUM(METRICS())", 10);
        await _cloud.PutAsync(6, "a");
        await _cloud.PutAsync(7, "b");

        _cloud.AdvanceMinutes(5);

        var change = await _cloud.NextEventAsync();
        Assert.Equal("ALARM", change.Detail["state"]!["value"]!.ToString());
        Assert.DoesNotContain("statistic", change.Detail["state"]!["reasonData"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alarm_WithFill_NeedsNoTreatmentOfMissingData()
    {
        await PutMathAlarmAsync("FILL(m1, 99)", 10);

        _cloud.AdvanceMinutes(1);

        Assert.Equal("ALARM", await _cloud.StateAsync("math"));
    }

    [Fact]
    public async Task Alarm_AfterARestart_MakesUpForThePause()
    {
        await _cloud.PutAlarmAsync(more: "\"Period\":60,\"EvaluationPeriods\":1,\"TreatMissingData\":\"missing\"");
        await _cloud.PutAsync(0.3);

        await _cloud.RestartAsync(TimeSpan.FromDays(3));

        Assert.Equal("drift: INSUFFICIENT_DATA ALARM", await _cloud.NextChangeAsync());
        Assert.Equal("drift: ALARM INSUFFICIENT_DATA", await _cloud.NextChangeAsync());
        Assert.Equal("2026-01-01T00:04:00.000Z", (await _cloud.AlarmAsync())["StateUpdatedTimestamp"]!.ToString());
        await _cloud.PutAsync(0.3);
        _cloud.AdvanceMinutes(1);
        Assert.Equal("drift: INSUFFICIENT_DATA ALARM", await _cloud.NextChangeAsync());
    }

    [Fact]
    public async Task Alarm_ThatCannotBeEvaluated_DoesNotHoldUpTheOthers()
    {
        await PutMathAlarmAsync("m1", 10);
        await _cloud.PutAlarmAsync("z");
        var broken = _cloud.Store.Store.Get("cloudwatch.alarms", "math")!;
        broken["Configuration"]!["Metrics"]![0]!["Expression"] = "MAX(m1)";
        _cloud.Store.Store.Put("cloudwatch.alarms", "math", broken);

        await _cloud.RestartAsync(TimeSpan.Zero);
        await _cloud.PutAsync(20, "a");
        await _cloud.PutAsync(0.3);
        _cloud.AdvanceMinutes(1);

        Assert.Equal("z: INSUFFICIENT_DATA ALARM", await _cloud.NextChangeAsync());
        Assert.Equal("INSUFFICIENT_DATA", await _cloud.StateAsync("math"));
    }

    [Fact]
    public async Task Alarm_WhenTheDiskIsFull_ChangesAMinuteAfterThereIsRoom()
    {
        await _cloud.PutAlarmAsync();
        await _cloud.PutAsync(0.3);
        _cloud.Store.Refuse("cloudwatch.history", "%");

        _cloud.AdvanceMinutes(1);
        Assert.Equal("INSUFFICIENT_DATA", await _cloud.StateAsync());
        _cloud.Store.RefuseNothing();
        _cloud.AdvanceMinutes(1);

        Assert.Equal("drift: INSUFFICIENT_DATA ALARM", await _cloud.NextChangeAsync());
    }

    [Fact]
    public async Task SetAlarmState_AgainstTheData_HoldsUntilTheNextEvaluation()
    {
        await _cloud.PutAlarmAsync();
        await _cloud.PutAsync(0.1);
        _cloud.AdvanceMinutes(1);

        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"ALARM","StateReason":"testing","StateReasonData":"{\"a\":1}"}""");
        Assert.Equal("ALARM", await _cloud.StateAsync());
        _cloud.AdvanceMinutes(1);

        Assert.Equal(["OK", "ALARM", "OK"], await StatesAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Actions_OfTheNewState_AreDoneWhenEnabled(bool enabled)
    {
        await _cloud.PutAlarmAsync(more: $"\"Period\":60,\"EvaluationPeriods\":1,\"AlarmActions\":[\"{Topic}\",\"{Function}\"],\"OKActions\":[\"{Topic}\"]");
        if (!enabled)
        {
            await _cloud.CallAsync("DisableAlarmActions", """{"AlarmNames":["drift"]}""");
        }

        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"ALARM","StateReason":"testing"}""");
        await _cloud.NextEventAsync();
        if (!enabled)
        {
            await _cloud.CallAsync("EnableAlarmActions", """{"AlarmNames":["drift"]}""");
            await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"OK","StateReason":"testing"}""");
            var ok = await _cloud.Api.NextAsync();
            Assert.Equal("OK: \"drift\" in US East (N. Virginia)", ok.Input["Subject"]!.ToString());
            return;
        }

        var publish = await _cloud.Api.NextAsync();
        Assert.Equal(("sns:Publish", Topic, "cloudwatch.amazonaws.com"), ($"{publish.Service}:{publish.Operation}", publish.Input["TopicArn"]!.ToString(), publish.Principal.Arn));
        var message = JsonNode.Parse(publish.Input["Message"]!.ToString())!;
        Assert.Equal(("ALARM", "INSUFFICIENT_DATA", "AVERAGE"), (message["NewStateValue"]!.ToString(), message["OldStateValue"]!.ToString(), message["Trigger"]!["Statistic"]!.ToString()));
        var invoke = await _cloud.Api.NextAsync();
        Assert.Equal(("lambda:Invoke", Function, "Event", "lambda.alarms.cloudwatch.amazonaws.com"),
            ($"{invoke.Service}:{invoke.Operation}", invoke.Input["FunctionName"]!.ToString(), invoke.Input["InvocationType"]!.ToString(), invoke.Principal.Arn));
        Assert.Equal("drift", JsonNode.Parse(invoke.Input["Payload"]!.ToString())!["alarmData"]!["alarmName"]!.ToString());
    }

    [Fact]
    public async Task Event_ThatTheBusDoesNotTake_IsToldUntilItDoes()
    {
        _cloud.RefusedEvents = 20;
        await _cloud.PutAlarmAsync();
        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"ALARM","StateReason":"testing"}""");

        await AdvanceUntilAsync(() => _cloud.Store.Store.Scan("cloudwatch.notices").Count == 0);

        // The alarm has gone back by then, which may be told before.
        string[] told = [await _cloud.NextChangeAsync(), await _cloud.NextChangeAsync()];
        Assert.Contains("drift: INSUFFICIENT_DATA ALARM", told);
    }

    [Fact]
    public async Task Action_ThatIsThrottled_IsTriedAgain()
    {
        var calls = 0;
        _cloud.Api.Answer = _ => ++calls < 6 ? throw new Api.AwsException("ThrottlingException", 400, "Rate exceeded") : [];
        await _cloud.PutAlarmAsync(more: $"\"Period\":60,\"EvaluationPeriods\":1,\"AlarmActions\":[\"{Topic}\"]");
        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"ALARM","StateReason":"testing"}""");

        await AdvanceUntilAsync(() => _cloud.Store.Store.Scan("cloudwatch.notices").Count == 0);

        Assert.Equal(6, calls);
    }

    [Fact]
    public async Task Notice_ThatCannotBeTakenOffTheDisk_IsDoneAgainWhenThereIsRoom()
    {
        var calls = 0;
        _cloud.Api.Answer = _ =>
        {
            if (++calls == 1)
            {
                _cloud.Store.Refuse("cloudwatch.history", "%");
            }
            else
            {
                _cloud.Store.RefuseNothing();
            }

            return [];
        };
        await _cloud.PutAlarmAsync(more: $"\"Period\":60,\"EvaluationPeriods\":1,\"AlarmActions\":[\"{Topic}\"]");
        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"ALARM","StateReason":"testing"}""");

        await AdvanceUntilAsync(() => _cloud.Store.Store.Scan("cloudwatch.notices").Count == 0);

        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task DescribeAlarmHistory_OfALife_TellsEveryStep()
    {
        _cloud.Api.Answer = _ => throw Api.AwsException.AccessDenied("no");
        await _cloud.PutAlarmAsync(more: $"\"Period\":60,\"EvaluationPeriods\":1,\"AlarmActions\":[\"{Topic}\"]");
        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"ALARM","StateReason":"testing"}""");
        // The actions of one change are done before the event of the next: its event says that they are over.
        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"OK","StateReason":"testing"}""");
        await _cloud.NextEventAsync();
        await _cloud.NextEventAsync();
        await _cloud.CallAsync("DeleteAlarms", """{"AlarmNames":["drift"]}""");

        var history = (await _cloud.CallAsync("DescribeAlarmHistory", """{"AlarmName":"drift","ScanBy":"TimestampAscending"}"""))["AlarmHistoryItems"]!.AsArray();

        // All of it is at one instant, where the action stands beside the second change.
        Assert.Equal(
            ["Alarm \"drift\" created", "Alarm \"drift\" deleted", "Alarm updated from ALARM to OK", "Alarm updated from INSUFFICIENT_DATA to ALARM", $"Failed to execute action {Topic}"],
            history.Select(item => item!["HistorySummary"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.Single((await _cloud.CallAsync("DescribeAlarmHistory", """{"HistoryItemType":"Action","AlarmTypes":["MetricAlarm"]}"""))["AlarmHistoryItems"]!.AsArray());
    }

    [Fact]
    public async Task Time_ThatPasses_TakesHistoryAndData()
    {
        await _cloud.PutAlarmAsync(metric: "other");
        await _cloud.PutAsync(1);

        _cloud.Advance(TimeSpan.FromDays(30));
        Assert.Single((await _cloud.CallAsync("DescribeAlarmHistory", "{}"))["AlarmHistoryItems"]!.AsArray());
        _cloud.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await _cloud.CallAsync("DescribeAlarmHistory", "{}"))["AlarmHistoryItems"]!.AsArray());
        Assert.Single(_cloud.Store.Store.Scan("cloudwatch.points"));
        _cloud.Advance(TimeSpan.FromDays(425));

        Assert.Empty(_cloud.Store.Store.Scan("cloudwatch.points"));
        Assert.Empty(_cloud.Store.Store.Scan("cloudwatch.metrics"));
    }

    [Fact]
    public async Task DescribeAlarms_Filtered_TellsWhatIsAsked()
    {
        await _cloud.PutAlarmAsync("drift-a");
        await _cloud.PutAlarmAsync("drift-b", more: $"\"Period\":60,\"EvaluationPeriods\":1,\"AlarmActions\":[\"{Topic}\"]");
        await _cloud.PutAlarmAsync("other");
        await _cloud.CallAsync("PutCompositeAlarm", """{"AlarmName":"drift-all","AlarmRule":"ALARM(drift-a) OR ALARM(drift-b)"}""");
        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift-a","StateValue":"OK","StateReason":"testing"}""");

        Assert.Equal("drift-a drift-b other", await NamesAsync("{}"));
        Assert.Equal("drift-a drift-b", await NamesAsync("""{"AlarmNamePrefix":"drift"}"""));
        Assert.Equal("drift-a drift-b drift-all", await NamesAsync("""{"AlarmNamePrefix":"drift","AlarmTypes":["MetricAlarm","CompositeAlarm"]}"""));
        Assert.Equal("drift-a", await NamesAsync("""{"StateValue":"OK"}"""));
        Assert.Equal("drift-b", await NamesAsync($$"""{"ActionPrefix":"{{Topic}}"}"""));
        Assert.Equal("drift-a drift-b", await NamesAsync("""{"ChildrenOfAlarmName":"drift-all"}"""));
        Assert.Equal("drift-all", await NamesAsync("""{"ParentsOfAlarmName":"drift-a"}"""));
        Assert.Equal("drift-a", await NamesAsync("""{"MaxRecords":1}"""));
        Assert.Equal("drift-b", await NamesAsync("""{"MaxRecords":1,"NextToken":"1"}"""));
    }

    [Fact]
    public async Task PutMetricAlarm_Again_KeepsTheState()
    {
        await _cloud.PutAlarmAsync();
        await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"drift","StateValue":"ALARM","StateReason":"testing"}""");

        await _cloud.PutAlarmAsync(more: "\"Period\":120,\"EvaluationPeriods\":1");

        var alarm = await _cloud.AlarmAsync();
        Assert.Equal(("ALARM", 120), (alarm["StateValue"]!.ToString(), alarm["Period"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Tags_GivenAddedAndTaken_AreListed()
    {
        await _cloud.PutAlarmAsync(more: "\"Period\":60,\"EvaluationPeriods\":1,\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]");
        var arn = CloudWatchFixture.ArnOf("drift");

        await _cloud.CallAsync("TagResource", $$"""{"ResourceARN":"{{arn}}","Tags":[{"Key":"c","Value":"3"}]}""");
        await _cloud.CallAsync("UntagResource", $$"""{"ResourceARN":"{{arn}}","TagKeys":["a"]}""");

        Assert.Equal(
            """[{"Key":"b","Value":"2"},{"Key":"c","Value":"3"}]""",
            (await _cloud.CallAsync("ListTagsForResource", $$"""{"ResourceARN":"{{arn}}"}"""))["Tags"]!.ToJsonString());
    }

    [Fact]
    public async Task PutMetricAlarm_AgainWithTags_LeavesThemAsTheyAre()
    {
        await _cloud.PutAlarmAsync(more: "\"Period\":60,\"EvaluationPeriods\":1,\"Tags\":[{\"Key\":\"a\",\"Value\":\"1\"}]");

        await _cloud.PutAlarmAsync(more: "\"Period\":60,\"EvaluationPeriods\":1,\"Tags\":[{\"Key\":\"b\",\"Value\":\"2\"}]");

        Assert.Equal(
            """[{"Key":"a","Value":"1"}]""",
            (await _cloud.CallAsync("ListTagsForResource", $$"""{"ResourceARN":"{{CloudWatchFixture.ArnOf("drift")}}"}"""))["Tags"]!.ToJsonString());
    }

    [Theory]
    [InlineData("DeleteAlarms", """{"AlarmNames":["none"]}""", "ResourceNotFound")]
    [InlineData("SetAlarmState", """{"AlarmName":"none","StateValue":"OK","StateReason":"r"}""", "ResourceNotFound")]
    [InlineData("PutCompositeAlarm", """{"AlarmName":"c","AlarmRule":"ALARM(none)"}""", "ValidationException")]
    [InlineData("PutCompositeAlarm", """{"AlarmName":"c","AlarmRule":"TRUE","ActionsSuppressor":"s"}""", "ValidationException")]
    [InlineData("DescribeAlarms", """{"NextToken":"x"}""", "InvalidNextToken")]
    public async Task Operation_OfWhatIsNotThere_IsRefused(string operation, string input, string code) =>
        Assert.Equal(code, (await _cloud.RefusalAsync(operation, input)).Code);

    [Theory]
    [InlineData("\"Period\":61,\"EvaluationPeriods\":1", "Period")]
    [InlineData("\"Period\":60,\"EvaluationPeriods\":1441", "EvaluationPeriods * Period must be <= 86400")]
    [InlineData("\"Period\":3600,\"EvaluationPeriods\":169", "EvaluationPeriods * Period must be <= 604800")]
    [InlineData("\"Period\":60,\"EvaluationPeriods\":1,\"DatapointsToAlarm\":2", "DatapointsToAlarm")]
    [InlineData("\"Period\":60,\"EvaluationPeriods\":1,\"TreatMissingData\":\"never\"", "TreatMissingData")]
    [InlineData("\"Period\":60,\"EvaluationPeriods\":1,\"ExtendedStatistic\":\"p9\"", "ExtendedStatistic")]
    [InlineData("\"Period\":60,\"EvaluationPeriods\":1,\"ThresholdMetricId\":\"ad1\"", "anomaly detection")]
    [InlineData("\"Period\":60,\"EvaluationPeriods\":1,\"AlarmActions\":[\"arn:aws:automate:us-east-1:ec2:stop\"]", "AlarmActions")]
    public async Task PutMetricAlarm_ThatCannotBeServed_IsRefusedByName(string more, string name) =>
        Assert.Contains(name, (await Assert.ThrowsAsync<Api.AwsException>(() => _cloud.PutAlarmAsync(more: more))).Message, StringComparison.Ordinal);

    /// <summary>Lets hours pass until something is so, which is waited for as long as ten seconds of real time.</summary>
    private async Task AdvanceUntilAsync(Func<bool> reached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!reached())
        {
            _cloud.AdvanceMinutes(10);
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task<IEnumerable<string>> StatesAsync() =>
        (await _cloud.CallAsync("DescribeAlarmHistory", """{"HistoryItemType":"StateUpdate","ScanBy":"TimestampAscending"}"""))["AlarmHistoryItems"]!.AsArray()
            .Select(item => item!["HistorySummary"]!.ToString().Split(' ')[^1]);

    private async Task<string> NamesAsync(string filter)
    {
        var found = await _cloud.CallAsync("DescribeAlarms", filter);
        return string.Join(' ', found["MetricAlarms"]!.AsArray().Concat(found["CompositeAlarms"]!.AsArray()).Select(alarm => alarm!["AlarmName"]));
    }

    private Task<JsonObject> PutMathAlarmAsync(string expression, double threshold) => _cloud.CallAsync("PutMetricAlarm", FormattableString.Invariant($$$"""
        {"AlarmName":"math","Threshold":{{{threshold}}},"ComparisonOperator":"GreaterThanThreshold","EvaluationPeriods":1,"Metrics":[
          {"Id":"e1","Expression":"{{{expression}}}"},
          {"Id":"m1","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"MLOps/Drift","MetricName":"a"},"Period":300,"Stat":"Sum"}},
          {"Id":"m2","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"MLOps/Drift","MetricName":"b"},"Period":300,"Stat":"Sum"}}]}
        """));
}
