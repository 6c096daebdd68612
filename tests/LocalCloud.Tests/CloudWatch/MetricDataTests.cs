using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudWatch.Metrics;

namespace LocalCloud.Tests.CloudWatch;

public sealed class MetricDataTests : IAsyncLifetime
{
    private readonly CloudWatchFixture _cloud = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData("Sum", "60")]
    [InlineData("Average", "12")]
    [InlineData("Minimum", "1")]
    [InlineData("Maximum", "20")]
    [InlineData("SampleCount", "5")]
    [InlineData("p50", "10")]
    [InlineData("p70", "20")]
    [InlineData("p20", "1")]
    public async Task GetMetricData_OfValuesWithCounts_HasEveryStatistic(string stat, string value)
    {
        await PutAsync("""{"MetricName":"m","Values":[20,10,9],"Counts":[2,1,1]},{"MetricName":"m","Value":1}""");

        Assert.Equal([value], await ValuesAsync(stat));
    }

    [Fact]
    public async Task PutMetricData_StatisticValues_AddUpButHaveNoPercentiles()
    {
        await PutAsync("""{"MetricName":"m","StatisticValues":{"SampleCount":4,"Sum":20,"Minimum":1,"Maximum":9}},{"MetricName":"m","Value":10}""");

        Assert.Equal(["6"], await ValuesAsync("Average"));
        Assert.Equal(["10"], await ValuesAsync("Maximum"));
        Assert.Empty(await ValuesAsync("p99"));
    }

    [Fact]
    public async Task GetMetricData_WithoutTimestamps_IsAtTheCloudsTimeNewestFirst()
    {
        await PutAsync("""{"MetricName":"m","Value":1}""");
        _cloud.AdvanceMinutes(1);
        await PutAsync("""{"MetricName":"m","Value":2}""");

        var result = Assert.Single((await GetAsync("Sum"))["MetricDataResults"]!.AsArray())!;

        Assert.Equal("""["2026-01-01T00:01:00.000Z","2026-01-01T00:00:00.000Z"]""", result["Timestamps"]!.ToJsonString());
        Assert.Equal(("[2.0,1.0]", "m", "Complete"), (result["Values"]!.ToJsonString(), result["Label"]!.ToString(), result["StatusCode"]!.ToString()));
    }

    [Fact]
    public async Task GetMetricData_OtherDimensions_AreAnotherMetric()
    {
        await PutAsync("""{"MetricName":"m","Value":1,"Dimensions":[{"Name":"a","Value":"1"},{"Name":"b","Value":"2"}]},{"MetricName":"m","Value":5}""");

        Assert.Equal(["5"], await ValuesAsync("Sum"));
        Assert.Equal(["1"], await ValuesAsync("Sum", """[{"Name":"b","Value":"2"},{"Name":"a","Value":"1"}]"""));
        Assert.Empty(await ValuesAsync("Sum", """[{"Name":"a","Value":"1"}]"""));
    }

    [Fact]
    public async Task GetMetricData_InPages_GivesEveryPointOnce()
    {
        for (var minute = 0; minute < 5; minute++)
        {
            await PutAsync(FormattableString.Invariant($$"""{"MetricName":"m","Value":{{minute}}},{"MetricName":"n","Value":{{minute * 10}}}"""));
            _cloud.AdvanceMinutes(1);
        }

        var (seen, token, pages) = (new List<string>(), "", 0);
        do
        {
            var page = await GetAsync("Sum", more: $""","MaxDatapoints":3,"ScanBy":"TimestampAscending"{token}""", second: "n");
            seen.AddRange(page["MetricDataResults"]!.AsArray().SelectMany(result => result!["Values"]!.AsArray().Select(value => $"{result["Id"]}={value}")));
            token = page["NextToken"] is { } next ? $""","NextToken":"{next}" """ : "";
            pages++;
        }
        while (token.Length > 0);

        Assert.Equal(["q1=0.0", "q1=1.0", "q1=2.0", "q1=3.0", "q1=4.0", "q2=0.0", "q2=10.0", "q2=20.0", "q2=30.0", "q2=40.0"], seen);
        Assert.Equal(4, pages);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", "", "ValidationException")]
    [InlineData("2025-12-31T00:00:00Z", ",\"MaxDatapoints\":0", "InvalidParameterValue")]
    public async Task GetMetricData_OfNothingOrTooMuch_IsRefused(string start, string more, string code) =>
        Assert.Equal(code, (await _cloud.RefusalAsync("GetMetricData", $$$"""
            {"StartTime":"{{{start}}}","EndTime":"2026-01-01T02:00:00Z","MetricDataQueries":[
              {"Id":"e1","Expression":"FILL(m1, 0)"},
              {"Id":"m1","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"MLOps/Drift","MetricName":"m"},"Period":60,"Stat":"Sum"}}]{{{more}}}}
            """)).Code);

    [Fact]
    public async Task GetMetricData_Expression_IsWorkedOutAndItsMetricsHidden()
    {
        await PutAsync("""{"MetricName":"m","Value":3},{"MetricName":"n","Value":4}""");

        var data = await _cloud.CallAsync("GetMetricData", """
            {"StartTime":"2025-12-31T23:00:00Z","EndTime":"2026-01-01T02:00:00Z","MetricDataQueries":[
              {"Id":"e1","Expression":"SUM(METRICS())","Label":"both"},
              {"Id":"m1","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"MLOps/Drift","MetricName":"m"},"Period":60,"Stat":"Sum"}},
              {"Id":"m2","ReturnData":false,"MetricStat":{"Metric":{"Namespace":"MLOps/Drift","MetricName":"n"},"Period":60,"Stat":"Sum"}}]}
            """);

        var result = Assert.Single(data["MetricDataResults"]!.AsArray())!;
        Assert.Equal(("both", "[7.0]"), (result["Label"]!.ToString(), result["Values"]!.ToJsonString()));
    }

    [Fact]
    public async Task PutMetricData_HighResolution_IsKeptBySecond()
    {
        await PutAsync("""{"MetricName":"m","Value":1,"StorageResolution":1}""");
        _cloud.Advance(TimeSpan.FromSeconds(10));
        await PutAsync("""{"MetricName":"m","Value":2,"StorageResolution":1}""");

        var result = Assert.Single((await GetAsync("Sum", period: 10))["MetricDataResults"]!.AsArray())!;

        Assert.Equal("[2.0,1.0]", result["Values"]!.ToJsonString());
    }

    [Fact]
    public async Task GetMetricStatistics_OfTwoUnits_TellsEachOfThem()
    {
        await PutAsync("""{"MetricName":"m","Value":1,"Unit":"Seconds"},{"MetricName":"m","Value":3,"Unit":"Seconds"},{"MetricName":"m","Value":7}""");

        var told = await _cloud.CallAsync("GetMetricStatistics", """
            {"Namespace":"MLOps/Drift","MetricName":"m","StartTime":"2025-12-31T23:00:00Z","EndTime":"2026-01-01T02:00:00Z","Period":3600,
             "Statistics":["Average","SampleCount"],"ExtendedStatistics":["p99"]}
            """);

        Assert.Equal(
            [
                """{"Timestamp":"2026-01-01T00:00:00.000Z","Unit":"None","Average":7.0,"SampleCount":1.0,"ExtendedStatistics":{"p99":7.0}}""",
                """{"Timestamp":"2026-01-01T00:00:00.000Z","Unit":"Seconds","Average":2.0,"SampleCount":2.0,"ExtendedStatistics":{"p99":3.0}}""",
            ],
            told["Datapoints"]!.AsArray().Select(point => point!.ToJsonString()));
    }

    [Fact]
    public async Task ListMetrics_Filtered_TellsThoseWithDataOfTwoWeeks()
    {
        await PutAsync("""{"MetricName":"old","Value":1}""");
        _cloud.Advance(TimeSpan.FromDays(15));
        await PutAsync("""{"MetricName":"m","Value":1,"Dimensions":[{"Name":"v","Value":"1"}]},{"MetricName":"m","Value":1,"Dimensions":[{"Name":"v","Value":"2"}]},{"MetricName":"n","Value":1}""");

        Assert.Equal(["m", "m", "n"], await NamesAsync("""{"Namespace":"MLOps/Drift"}"""));
        Assert.Equal(["m"], await NamesAsync("""{"MetricName":"m","Dimensions":[{"Name":"v","Value":"2"}]}"""));
        Assert.Empty(await NamesAsync("""{"Namespace":"Other"}"""));
    }

    [Theory]
    [InlineData("""{"MetricName":"m","Value":1,"StatisticValues":{"SampleCount":1,"Sum":1,"Minimum":1,"Maximum":1}}""", "InvalidParameterCombination")]
    [InlineData("""{"MetricName":"m"}""", "MissingParameter")]
    [InlineData("""{"MetricName":"m","Values":[1,2],"Counts":[1]}""", "InvalidParameterValue")]
    [InlineData("""{"MetricName":"m","Value":1e200}""", "InvalidParameterValue")]
    [InlineData("""{"MetricName":"m","Value":1,"Timestamp":"2025-12-17T00:00:00Z"}""", "InvalidParameterValue")]
    [InlineData("""{"MetricName":"m","Value":1,"Timestamp":"2026-01-01T02:00:01Z"}""", "InvalidParameterValue")]
    [InlineData("""{"MetricName":"m","Value":1,"StorageResolution":30}""", "InvalidParameterValue")]
    [InlineData("""{"MetricName":"m","Value":1,"Dimensions":[{"Name":"a","Value":"1"},{"Name":"a","Value":"2"}]}""", "InvalidParameterValue")]
    public async Task PutMetricData_ThatAwsRefuses_IsRefusedAndKeepsNothing(string datum, string code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<AwsException>(() => PutAsync("""{"MetricName":"m","Value":1},""" + datum))).Code);
        Assert.Empty(await NamesAsync("{}"));
    }

    [Theory]
    [InlineData("AWS/Lambda", "InvalidParameterValue")]
    [InlineData(":x", "ValidationException")]
    public async Task PutMetricData_InAReservedNamespace_IsRefused(string space, string code) =>
        Assert.Equal(code, (await _cloud.RefusalAsync("PutMetricData", $$"""{"Namespace":"{{space}}","MetricData":[{"MetricName":"m","Value":1}]}""")).Code);

    [Fact]
    public async Task PutMetricData_ByARole_IsHeldAgainstTheNamespace()
    {
        _cloud.Iam.Iam.Roles.PutRolePolicy("Worker", "inline", Iam.IamFixture.Json("""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudwatch:PutMetricData","Resource":"*",
             "Condition":{"StringEquals":{"cloudwatch:namespace":"MLOps/Drift"}}}]}
            """));

        await _cloud.CallAsync("PutMetricData", """{"Namespace":"MLOps/Drift","MetricData":[{"MetricName":"m","Value":1}]}""", _cloud.Iam.Worker);

        Assert.Equal("AccessDeniedException", (await _cloud.RefusalAsync(
            "PutMetricData", """{"Namespace":"Other","MetricData":[{"MetricName":"m","Value":1}]}""", _cloud.Iam.Worker)).Code);
    }

    [Fact]
    public void Key_OfTheSameDimensionsInAnotherOrder_IsTheSame() => Assert.Equal(
        new MetricId("n", "m", [new("a", "1"), new("b", "2")]).Key(), new MetricId("n", "m", [new("b", "2"), new("a", "1")]).Key());

    private Task<JsonObject> PutAsync(string data) => _cloud.CallAsync("PutMetricData", $$"""{"Namespace":"MLOps/Drift","MetricData":[{{data}}]}""");

    private async Task<IEnumerable<string>> ValuesAsync(string stat, string dimensions = "[]") =>
        Assert.Single((await GetAsync(stat, dimensions))["MetricDataResults"]!.AsArray())!["Values"]!.AsArray()
            .Select(value => value!.GetValue<double>().ToString(CultureInfo.InvariantCulture));

    private Task<JsonObject> GetAsync(string stat, string dimensions = "[]", int period = 60, string more = "", string? second = null)
    {
        string Query(string id, string metric) =>
            $$$"""{"Id":"{{{id}}}","MetricStat":{"Metric":{"Namespace":"MLOps/Drift","MetricName":"{{{metric}}}","Dimensions":{{{dimensions}}}},"Period":{{{period}}},"Stat":"{{{stat}}}"}}""";

        var queries = second is null ? Query("q1", "m") : $"{Query("q1", "m")},{Query("q2", second)}";
        return _cloud.CallAsync("GetMetricData", $$"""{"StartTime":"2025-12-31T23:00:00Z","EndTime":"2026-01-01T02:00:00Z","MetricDataQueries":[{{queries}}]{{more}}}""");
    }

    private async Task<IEnumerable<string>> NamesAsync(string filter) =>
        (await _cloud.CallAsync("ListMetrics", filter))["Metrics"]!.AsArray().Select(metric => metric!["MetricName"]!.ToString()).Order(StringComparer.Ordinal);
}
