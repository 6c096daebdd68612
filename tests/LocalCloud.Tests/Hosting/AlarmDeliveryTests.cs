using System.Text.Json.Nodes;

namespace LocalCloud.Tests.Hosting;

/// <summary>Alarms through the joined engines: from a change of state to a message in a queue, by the bus and by a topic.</summary>
public sealed class AlarmDeliveryTests : IAsyncLifetime
{
    private readonly CloudFixture _cloud = new();

    public async ValueTask InitializeAsync()
    {
        await _cloud.DeployAsync(Templates.OneOfEach);
        await _cloud.StartAsync();
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Alarm_ChangesState_StartsARuleOfTheDefaultBus()
    {
        await _cloud.CallAsync("events", "PutRule", new()
        {
            ["Name"] = "r",
            ["EventPattern"] = """{"source":["aws.cloudwatch"],"detail-type":["CloudWatch Alarm State Change"],"detail":{"state":{"value":["ALARM"]},"alarmName":["drift"]}}""",
        });
        await _cloud.CallAsync("events", "PutTargets", new()
        {
            ["Rule"] = "r",
            ["Targets"] = new JsonArray(new JsonObject { ["Id"] = "t", ["Arn"] = "arn:aws:sqs:us-east-1:000000000000:q" }),
        });

        await SetAsync();

        var told = JsonNode.Parse(await ReceiveAsync())!;
        Assert.Equal("arn:aws:cloudwatch:us-east-1:000000000000:alarm:drift", told["resources"]![0]!.ToString());
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*"}""", "Successfully executed")]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"*"}""", "Failed to execute")]
    public async Task AlarmAction_OnATopic_IsWhatItsPolicyAllows(string statement, string outcome)
    {
        await _cloud.CallAsync("sns", "SetTopicAttributes", new()
        {
            ["TopicArn"] = "arn:aws:sns:us-east-1:000000000000:t",
            ["AttributeName"] = "Policy",
            ["AttributeValue"] = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""",
        });

        await SetAsync();

        Assert.Equal($"{outcome} action arn:aws:sns:us-east-1:000000000000:t", await ActionAsync());
    }

    private Task<JsonObject> SetAsync() => _cloud.CallAsync(
        "cloudwatch", "SetAlarmState", new() { ["AlarmName"] = "drift", ["StateValue"] = "ALARM", ["StateReason"] = "testing" });

    private async Task<string> ActionAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var told = await _cloud.CallAsync("cloudwatch", "DescribeAlarmHistory", new() { ["AlarmName"] = "drift", ["HistoryItemType"] = "Action" });
            if (told["AlarmHistoryItems"]!.AsArray() is [var item, ..])
            {
                return item!["HistorySummary"]!.ToString();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private async Task<string> ReceiveAsync()
    {
        var url = (string)(await _cloud.CallAsync("sqs", "GetQueueUrl", new() { ["QueueName"] = "q" }))["QueueUrl"]!;
        var received = await _cloud.CallAsync("sqs", "ReceiveMessage", new() { ["QueueUrl"] = url, ["WaitTimeSeconds"] = 20 });
        return (string)Assert.Single(received["Messages"]!.AsArray())!["Body"]!;
    }
}
