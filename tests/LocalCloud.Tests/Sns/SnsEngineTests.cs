using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Tests.Testing;
using LocalCloud.Policies;

namespace LocalCloud.Tests.Sns;

public sealed class SnsEngineTests : IDisposable
{
    private const string Topic = "arn:aws:sns:us-east-1:111122223333:alarms";
    private const string Queue = "arn:aws:sqs:us-east-1:111122223333:inbox";
    private const string Function = "arn:aws:lambda:us-east-1:111122223333:function:notify";

    private readonly List<(JsonObject Input, Principal Caller)> _invocations = [];
    private readonly Messaging _cloud;
    private int _failures;

    public SnsEngineTests() => _cloud = new(new ApiService("lambda", [new("Invoke", Invoke, (_, _) => [])]));

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task Publish_ToAQueueThatAllowsTheTopic_ArrivesInTheEnvelope()
    {
        var url = await InboxAsync();

        var published = await PublishAsync(""" "Message":"drift","Subject":"Alarm","MessageAttributes":{"n":{"DataType":"Number","StringValue":"7"}} """);

        var body = JsonNode.Parse(Assert.Single(await _cloud.ReceiveAsync(url))["Body"]!.ToString())!;
        Assert.Equal($$$"""{"Type":"Notification","MessageId":"{{{published["MessageId"]}}}","TopicArn":"{{{Topic}}}","Subject":"Alarm","Message":"drift","""
            + """ "Timestamp":"2026-01-01T00:00:00.000Z","MessageAttributes":{"n":{"Type":"Number","Value":"7"}}}""".TrimStart(),
            body.ToJsonString());
    }

    [Fact]
    public async Task Publish_WithRawDelivery_ArrivesAsItWasSent()
    {
        var url = await InboxAsync(""","Attributes":{"RawMessageDelivery":"true"}""");

        await PublishAsync(""" "Message":"drift","MessageAttributes":{"n":{"DataType":"Number","StringValue":"7"}} """);

        var message = Assert.Single(await _cloud.ReceiveAsync(url));
        Assert.Equal("drift", message["Body"]!.ToString());
        Assert.Equal("7", message["MessageAttributes"]!["n"]!["StringValue"]!.ToString());
    }

    [Fact]
    public async Task Publish_ToAQueueThatDoesNotAllowTheTopic_IsLostWithoutTroublingThePublisher()
    {
        var url = await _cloud.QueueAsync("inbox");
        await SubscribeAsync("sqs", Queue);

        await PublishAsync(""" "Message":"drift" """);

        Assert.Empty(await _cloud.ReceiveAsync(url));
    }

    [Fact]
    public async Task Publish_ToAFunction_InvokesItAsynchronouslyAsTheTopic()
    {
        await SubscribeAsync("lambda", Function);

        await PublishAsync(""" "Message":"drift" """);

        var (input, caller) = Assert.Single(_invocations);
        var record = JsonNode.Parse(input["Payload"]!.ToString())!["Records"]![0]!;
        Assert.Equal(("Event", Function), (input["InvocationType"]!.ToString(), input["FunctionName"]!.ToString()));
        Assert.Equal(new Principal.Service("111122223333", "sns.amazonaws.com", Topic), caller);
        Assert.Equal(("aws:sns", "drift"), (record["EventSource"]!.ToString(), record["Sns"]!["Message"]!.ToString()));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public async Task Publish_ToAFailingSubscriber_TriesABoundedNumberOfTimes(int failures, int arrivals)
    {
        await SubscribeAsync("lambda", Function);
        _failures = failures;

        await PublishAsync(""" "Message":"drift" """);

        Assert.Equal(arrivals, _invocations.Count);
        Assert.Equal(0, _failures);
    }

    [Fact]
    public async Task Publish_WithATextPerProtocol_DeliversThatText()
    {
        var url = await InboxAsync();
        await SubscribeAsync("lambda", Function);

        await PublishAsync(""" "MessageStructure":"json","Message":"{\"default\":\"d\",\"sqs\":\"q\"}" """);

        Assert.Equal("q", JsonNode.Parse(Assert.Single(await _cloud.ReceiveAsync(url))["Body"]!.ToString())!["Message"]!.ToString());
        Assert.Contains("\"Message\":\"d\"", Assert.Single(_invocations).Input["Payload"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "Message":"" """, "InvalidParameterException")]
    [InlineData(""" "Message":"m","Subject":"two\nlines" """, "InvalidParameterException")]
    [InlineData(""" "Message":"no json","MessageStructure":"json" """, "InvalidParameterException")]
    [InlineData(""" "Message":"{}","MessageStructure":"json" """, "InvalidParameterException")]
    [InlineData(""" "Message":"m","MessageAttributes":{"a":{"DataType":"Text","StringValue":"v"}} """, "InvalidParameterValueException")]
    public async Task Publish_OfWhatSnsDoesNotTake_IsRefused(string message, string code)
    {
        await CreateAsync();

        Assert.Equal(code, await _cloud.FailAsync("sns", "Publish", $$"""{"TopicArn":"{{Topic}}",{{message}}}"""));
    }

    [Fact]
    public async Task Publish_ByARole_NeedsItsPolicyOrTheTopics()
    {
        await CreateAsync();
        var message = $$"""{"TopicArn":"{{Topic}}","Message":"m"}""";

        Assert.Equal("AccessDeniedException", await _cloud.FailAsync("sns", "Publish", message, _cloud.Iam.Worker));
        _cloud.Iam.Allow("sns:Publish", Topic);

        Assert.NotNull((await _cloud.CallAsync("sns", "Publish", message, _cloud.Iam.Worker))["MessageId"]);
    }

    [Fact]
    public async Task Subscribe_Again_KeepsTheSubscriptionAsItWas()
    {
        var url = await InboxAsync(""","Attributes":{"RawMessageDelivery":"true"}""");

        await SubscribeAsync("sqs", Queue);
        await PublishAsync(""" "Message":"drift" """);

        Assert.Equal("drift", Assert.Single(await _cloud.ReceiveAsync(url))["Body"]!.ToString());
        Assert.Equal("InvalidParameterException", await _cloud.FailAsync(
            "sns", "Subscribe", $$"""{"TopicArn":"{{Topic}}","Protocol":"sqs","Endpoint":"{{Queue}}","Attributes":{"RawMessageDelivery":"false"} }"""));
    }

    [Theory]
    [InlineData("email", "a@example.com", "")]
    [InlineData("sqs", "http://127.0.0.1/111122223333/inbox", "")]
    [InlineData("sqs", Queue, ""","Attributes":{"FilterPolicy":"{}"}""")]
    [InlineData("lambda", Function, ""","Attributes":{"RawMessageDelivery":"true"}""")]
    public async Task Subscribe_OfWhatIsNotServed_IsRefused(string protocol, string endpoint, string more)
    {
        await CreateAsync();

        Assert.Equal("InvalidParameterException", await _cloud.FailAsync(
            "sns", "Subscribe", $$"""{"TopicArn":"{{Topic}}","Protocol":"{{protocol}}","Endpoint":"{{endpoint}}"{{more}}}"""));
    }

    [Fact]
    public async Task Unsubscribe_EndsDeliveries()
    {
        var arn = (await SubscribeAsync("lambda", Function))["SubscriptionArn"];

        await _cloud.CallAsync("sns", "Unsubscribe", $$"""{"SubscriptionArn":"{{arn}}"}""");
        await PublishAsync(""" "Message":"drift" """);

        Assert.Empty(_invocations);
    }

    [Fact]
    public async Task TopicsAndSubscriptions_AfterARestart_AreStillThere()
    {
        await SubscribeAsync("lambda", Function);

        _cloud.Restart();

        Assert.Single((await _cloud.CallAsync("sns", "ListTopics", "{}"))["Topics"]!.AsArray());
        Assert.Single((await _cloud.CallAsync("sns", "ListSubscriptionsByTopic", $$"""{"TopicArn":"{{Topic}}"}"""))["Subscriptions"]!.AsArray());
    }

    [Fact]
    public async Task SetTopicAttributes_WithAPolicyThatIamCannotRead_IsRefused()
    {
        await CreateAsync();

        Assert.Equal("InvalidParameterException", await _cloud.FailAsync(
            "sns", "SetTopicAttributes", $$"""{"TopicArn":"{{Topic}}","AttributeName":"Policy","AttributeValue":"{\"Statement\":[]}"}"""));
    }

    private Task<JsonObject> Invoke(JsonObject input, ApiContext context, CancellationToken cancellationToken)
    {
        if (_failures > 0)
        {
            _failures--;
            throw new AwsException("ServiceException", 500, "It is down.");
        }

        _invocations.Add((input, context.Principal));
        return Task.FromResult(new JsonObject());
    }

    private Task<JsonObject> CreateAsync() => _cloud.CallAsync("sns", "CreateTopic", """{"Name":"alarms"}""");

    private async Task<JsonObject> SubscribeAsync(string protocol, string endpoint, string more = "")
    {
        await CreateAsync();
        return await _cloud.CallAsync("sns", "Subscribe", $$"""{"TopicArn":"{{Topic}}","Protocol":"{{protocol}}","Endpoint":"{{endpoint}}"{{more}}}""");
    }

    private Task<JsonObject> PublishAsync(string message) => _cloud.CallAsync("sns", "Publish", $$"""{"TopicArn":"{{Topic}}",{{message}}}""");

    /// <summary>A queue whose policy lets only this topic send to it.</summary>
    private async Task<string> InboxAsync(string more = "")
    {
        var policy = $$$"""{"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"{{{Queue}}}","Condition":{"ArnEquals":{"aws:SourceArn":"{{{Topic}}}"} } }]}""";
        var url = await _cloud.QueueAsync("inbox", new JsonObject { ["Policy"] = policy }.ToJsonString());
        await SubscribeAsync("sqs", Queue, more);
        return url;
    }
}
