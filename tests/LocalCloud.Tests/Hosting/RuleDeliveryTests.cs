using System.Text.Json.Nodes;

namespace LocalCloud.Tests.Hosting;

/// <summary>Events through the joined engines: from PutEvents to a message in a queue.</summary>
public sealed class RuleDeliveryTests : IAsyncLifetime
{
    private const string Topic = "arn:aws:sns:us-east-1:000000000000:t";
    private const string Queue = "arn:aws:sqs:us-east-1:000000000000:q";
    private readonly CloudFixture _cloud = new();

    public async ValueTask InitializeAsync()
    {
        await _cloud.DeployAsync(Templates.OneOfEach);
        await _cloud.StartAsync();
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Rule_WithAQueue_SendsItTheEvent()
    {
        await PutEventAsync("mlops");

        Assert.Equal("app", (string?)JsonNode.Parse(await ReceiveAsync())!["source"]);
    }

    [Fact]
    public async Task Rule_WithATopic_ReachesItsSubscribers()
    {
        await _cloud.CallAsync("sqs", "SetQueueAttributes", new()
        {
            ["QueueUrl"] = await QueueUrlAsync(),
            ["Attributes"] = new JsonObject
            {
                ["Policy"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}]}""",
            },
        });
        await _cloud.CallAsync("sns", "Subscribe", new() { ["TopicArn"] = Topic, ["Protocol"] = "sqs", ["Endpoint"] = Queue });
        await _cloud.CallAsync("events", "PutRule", new() { ["Name"] = "r", ["EventPattern"] = """{"source":["app"]}""" });
        await _cloud.CallAsync("events", "PutTargets", new() { ["Rule"] = "r", ["Targets"] = new JsonArray(new JsonObject { ["Id"] = "t", ["Arn"] = Topic }) });

        await PutEventAsync("default");

        Assert.Equal(Topic, (string?)JsonNode.Parse(await ReceiveAsync())!["TopicArn"]);
    }

    [Fact]
    public async Task Rule_WithAScheduleInItsTemplate_IsPutAndChangedByTheNextDeployment()
    {
        await _cloud.DeployAsync(Daily("rate(1 day)", "ENABLED"));
        await _cloud.DeployAsync(Daily("cron(0 6 * * ? *)", "DISABLED"));

        var rule = await _cloud.CallAsync("events", "DescribeRule", new() { ["Name"] = "daily" });

        Assert.Equal(("cron(0 6 * * ? *)", "DISABLED"), ((string)rule["ScheduleExpression"]!, (string)rule["State"]!));
    }

    private static string Daily(string expression, string state) => $$$$$"""
        {"Resources":{"Daily":{"Type":"AWS::Events::Rule","Properties":{"Name":"daily","ScheduleExpression":"{{{{{expression}}}}}","State":"{{{{{state}}}}}",
          "Targets":[{"Id":"q","Arn":"{{{{{Queue}}}}}"}]}}}}
        """;

    private Task<JsonObject> PutEventAsync(string bus) => _cloud.CallAsync("events", "PutEvents", new()
    {
        ["Entries"] = new JsonArray(new JsonObject { ["Source"] = "app", ["DetailType"] = "t", ["Detail"] = "{}", ["EventBusName"] = bus }),
    });

    private async Task<string> QueueUrlAsync() => (string)(await _cloud.CallAsync("sqs", "GetQueueUrl", new() { ["QueueName"] = "q" }))["QueueUrl"]!;

    private async Task<string> ReceiveAsync()
    {
        var received = await _cloud.CallAsync("sqs", "ReceiveMessage", new() { ["QueueUrl"] = await QueueUrlAsync(), ["WaitTimeSeconds"] = 20 });
        return (string)Assert.Single(received["Messages"]!.AsArray())!["Body"]!;
    }
}
