using System.Text.Json.Nodes;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class CloudWatchClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DescribeAlarms_Called_PostsAwsJson()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.CloudWatch(server);

        await client.DescribeAlarmsAsync(
            new DescribeAlarmsRequest { AlarmNames = ["a"], AlarmTypes = [AlarmType.CompositeAlarm.Value] }, Cancel);

        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse("""{"AlarmNames":["a"],"AlarmTypes":["CompositeAlarm"]}"""), JsonNode.Parse(server.Request.Body)), server.Request.Body);
        Assert.Equal(
            ("GraniteServiceVersion20100801.DescribeAlarms", "application/x-amz-json-1.0"),
            (server.Request.Headers["X-Amz-Target"], server.Request.Headers["Content-Type"]));
        Assert.Contains("/eu-central-1/monitoring/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeAlarms_Answered_ReadsBothKinds()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""
            {"MetricAlarms":[{"AlarmName":"m","StateValue":"ALARM","Threshold":0.3,"StateUpdatedTimestamp":1700000000.5}],
             "CompositeAlarms":[{"AlarmName":"c","StateValue":"OK","AlarmRule":"ALARM(m)"}]}
            """));
        using var client = ClientFor.CloudWatch(server);

        var response = await client.DescribeAlarmsAsync(Cancel);

        var metric = Assert.Single(response.MetricAlarms);
        Assert.Equal((StateValue.ALARM, 0.3, new DateTime(2023, 11, 14, 22, 13, 20, 500, DateTimeKind.Utc)), (metric.StateValue, metric.Threshold, metric.StateUpdatedTimestamp));
        Assert.Equal(("c", StateValue.OK), (Assert.Single(response.CompositeAlarms).AlarmName, response.CompositeAlarms[0].StateValue));
    }

    [Fact]
    public async Task PutMetricData_ADatum_KeepsItsDimensionsAndUnit()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.CloudWatch(server);

        await client.PutMetricDataAsync(
            new PutMetricDataRequest
            {
                Namespace = "MLOps",
                MetricData = [new MetricDatum { MetricName = "Rows", Value = 3, Unit = StandardUnit.Count, Dimensions = [new Dimension { Name = "Pipeline", Value = "p" }] }],
            },
            Cancel);

        var expected = JsonNode.Parse("""
            {"Namespace":"MLOps","MetricData":[{"MetricName":"Rows","Value":3,"Unit":"Count","Dimensions":[{"Name":"Pipeline","Value":"p"}]}]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(server.Request.Body)), server.Request.Body);
    }

    [Fact]
    public async Task GetMetricData_Answered_ReadsTimesAndValues()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"MetricDataResults":[{"Id":"e","StatusCode":"Complete","Timestamps":[1700000000],"Values":[2.5]}]}"""));
        using var client = ClientFor.CloudWatch(server);

        var response = await client.GetMetricDataAsync(
            new GetMetricDataRequest { MetricDataQueries = [new MetricDataQuery { Id = "e", Expression = "1+1.5" }], ScanBy = ScanBy.TimestampAscending }, Cancel);

        var result = Assert.Single(response.MetricDataResults);
        Assert.Equal((StatusCode.Complete, 2.5, new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc)), (result.StatusCode, result.Values[0], result.Timestamps[0]));
    }

    /// <summary>The body names the shape, the header the query protocol's code, which is the API's.</summary>
    [Theory]
    [InlineData("InvalidFormatFault", "InvalidFormat", typeof(InvalidFormatException))]
    [InlineData("ResourceNotFound", "ResourceNotFound", typeof(ResourceNotFoundException))]
    [InlineData("AccessDeniedException", "AccessDenied", typeof(AmazonCloudWatchException))]
    public async Task SetAlarmState_Error_IsTypedByItsShapeAndHasTheQueryCode(string shape, string code, Type expected)
    {
        var reply = Reply.Error(400, $"com.amazonaws.cloudwatch.v2010_08_01#{shape}") with { Headers = new() { ["x-amzn-query-error"] = $"{code};Sender" } };
        await using var server = await Loopback.StartAsync(reply);
        using var client = ClientFor.CloudWatch(server);

        var thrown = await Assert.ThrowsAnyAsync<AmazonCloudWatchException>(
            () => client.SetAlarmStateAsync(new SetAlarmStateRequest { AlarmName = "a", StateValue = StateValue.OK, StateReason = "r" }, Cancel));

        Assert.IsType(expected, thrown);
        Assert.Equal((code, "said so"), (thrown.ErrorCode, thrown.Message));
    }
}
