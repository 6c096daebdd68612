using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Sns;
using LocalCloud.Tests.EventBridge;
using LocalCloud.Tests.S3;

namespace LocalCloud.Tests.Sns;

public sealed class SnsTests : IDisposable
{
    private const string AllowEverybody = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    private const string Queue = "arn:aws:sqs:us-east-1:000000000000:q";
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private readonly TestState _state = new();
    private readonly FakeApi _api = new();
    private readonly ApiService _sns;

    public SnsTests()
    {
        _sns = new SnsEngine(_state.Identity, _state.Store, new SnsSurroundings(TimeProvider.System, () => _api)).Service();
    }

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Publish_ToAQueue_SendsANotificationAsTheTopic()
    {
        var topic = await TopicAsync();
        await SubscribeAsync(topic, "sqs", Queue);

        var published = await CallAsync("Publish", new() { ["TopicArn"] = topic, ["Message"] = "hi", ["Subject"] = "S" });

        var call = await _api.NextAsync();
        var body = JsonNode.Parse(call.Input["MessageBody"]!.ToString())!;
        Assert.Equal(new Principal.Service("000000000000", "sns.amazonaws.com", topic), call.Principal);
        Assert.Equal("http://127.0.0.1:4566/000000000000/q", call.Input["QueueUrl"]!.ToString());
        Assert.Equal(("Notification", "hi", "S"), (body["Type"]!.ToString(), body["Message"]!.ToString(), body["Subject"]!.ToString()));
        Assert.Equal(published["MessageId"]!.ToString(), body["MessageId"]!.ToString());
    }

    [Fact]
    public async Task Publish_RawDelivery_SendsTheMessageAsItIs()
    {
        var topic = await TopicAsync();
        await SubscribeAsync(topic, "sqs", Queue, raw: true);

        await CallAsync("Publish", new() { ["TopicArn"] = topic, ["Message"] = "hi" });

        Assert.Equal("hi", (await _api.NextAsync()).Input["MessageBody"]!.ToString());
    }

    [Fact]
    public async Task Publish_ToAFunction_InvokesItWithRecords()
    {
        var topic = await TopicAsync();
        await SubscribeAsync(topic, "lambda", Function);

        await CallAsync("Publish", new() { ["TopicArn"] = topic, ["Message"] = "hi" });

        var call = await _api.NextAsync();
        var record = JsonNode.Parse(call.Input["Payload"]!.ToString())!["Records"]![0]!;
        Assert.Equal("Event", call.Input["InvocationType"]!.ToString());
        Assert.Equal("aws:sns", record["EventSource"]!.ToString());
        Assert.Equal("hi", record["Sns"]!["Message"]!.ToString());
    }

    [Fact]
    public async Task Publish_OneSubscriberRefuses_TheOthersStillGetIt()
    {
        var topic = await TopicAsync();
        await SubscribeAsync(topic, "sqs", Queue);
        await SubscribeAsync(topic, "lambda", Function);
        _api.Answer = call => call.Service == "sqs" ? throw AwsException.AccessDenied("no") : [];

        await CallAsync("Publish", new() { ["TopicArn"] = topic, ["Message"] = "hi" });

        var called = new[] { (await _api.NextAsync()).Service, (await _api.NextAsync()).Service };
        Assert.Equal(["lambda", "sqs"], called.Order());
    }

    [Fact]
    public async Task Subscribe_Twice_IsOneSubscription()
    {
        var topic = await TopicAsync();
        await SubscribeAsync(topic, "sqs", Queue);
        await SubscribeAsync(topic, "sqs", Queue);

        var listed = await CallAsync("ListSubscriptionsByTopic", new() { ["TopicArn"] = topic });

        Assert.Single(listed["Subscriptions"]!.AsArray());
    }

    [Fact]
    public async Task Unsubscribe_EndsDelivery()
    {
        var topic = await TopicAsync();
        var subscription = await SubscribeAsync(topic, "sqs", Queue);

        await CallAsync("Unsubscribe", new() { ["SubscriptionArn"] = subscription });
        await CallAsync("Publish", new() { ["TopicArn"] = topic, ["Message"] = "hi" });

        Assert.False(_api.HasCalls);
    }

    [Theory]
    [InlineData("randomstring", "InvalidParameterException", "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1")]
    [InlineData("arn:aws:sns:us-east-1:000000000000:absent", "NotFoundException", "Topic does not exist")]
    public async Task Publish_NoSuchTopic_IsRefused(string arn, string code, string message)
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => CallAsync("Publish", new() { ["TopicArn"] = arn, ["Message"] = "hi" }));

        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public async Task Policy_Set_GoesWithTheQuestionToIam()
    {
        var topic = await TopicAsync();
        await CallAsync("SetTopicAttributes", new() { ["TopicArn"] = topic, ["AttributeName"] = "Policy", ["AttributeValue"] = AllowEverybody });

        var request = _sns.Operations["Publish"].Access(new() { ["TopicArn"] = topic, ["Message"] = "x" }, new ApiContext(_state.Root, "r")).Single();

        Assert.Equal(("sns:Publish", topic, AllowEverybody), (request.Action, request.Resource, request.ResourcePolicy));
    }

    [Fact]
    public async Task Subscribe_OtherProtocol_IsRefusedByName()
    {
        var topic = await TopicAsync();

        var error = await Assert.ThrowsAsync<AwsException>(() => SubscribeAsync(topic, "email", "a@b.c"));

        Assert.Contains("'email' is not supported", error.Message, StringComparison.Ordinal);
    }

    private Task<JsonObject> CallAsync(string operation, JsonObject input) =>
        _sns.Operations[operation].Handle(input, new ApiContext(_state.Root, "r"), TestContext.Current.CancellationToken);

    private async Task<string> TopicAsync() => (await CallAsync("CreateTopic", new() { ["Name"] = "t" }))["TopicArn"]!.ToString();

    private async Task<string> SubscribeAsync(string topic, string protocol, string endpoint, bool raw = false)
    {
        var input = new JsonObject { ["TopicArn"] = topic, ["Protocol"] = protocol, ["Endpoint"] = endpoint };
        if (raw)
        {
            input["Attributes"] = new JsonObject { ["RawMessageDelivery"] = "true" };
        }

        return (await CallAsync("Subscribe", input))["SubscriptionArn"]!.ToString();
    }
}
