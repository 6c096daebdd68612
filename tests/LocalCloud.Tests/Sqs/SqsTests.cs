using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Sqs;
using LocalCloud.Tests.S3;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Tests.Sqs;

public sealed class SqsTests : IDisposable
{
    private const string AllowEverybody = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    private readonly TestState _state = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private ApiService _sqs;

    public SqsTests()
    {
        _sqs = new SqsEngine(_state.Identity, _state.Store, _time).Service();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _state.Dispose();

    [Fact]
    public async Task Message_SentAndReceived_IsInvisibleUntilTheTimeout()
    {
        var url = await CreateAsync("q");
        await SendAsync(url, "hello");

        Assert.Equal(["hello"], await ReceiveAsync(url));
        Assert.Empty(await ReceiveAsync(url));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal(["hello"], await ReceiveAsync(url));
    }

    [Fact]
    public async Task Message_Deleted_NeverComesBack()
    {
        var url = await CreateAsync("q");
        await SendAsync(url, "hello");
        var message = await ReceiveOneAsync(url);

        await CallAsync("DeleteMessage", new() { ["QueueUrl"] = url, ["ReceiptHandle"] = message["ReceiptHandle"]!.ToString() });
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(await ReceiveAsync(url));
    }

    [Fact]
    public async Task ReceiveMessage_Waiting_IsWokenByASend()
    {
        var url = await CreateAsync("q");
        var waiting = CallAsync("ReceiveMessage", new() { ["QueueUrl"] = url, ["WaitTimeSeconds"] = 20 });
        Assert.False(waiting.IsCompleted);

        await SendAsync(url, "late");

        var received = await waiting.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal("late", received["Messages"]![0]!["Body"]!.ToString());
    }

    [Fact]
    public async Task ReceiveMessage_NothingArrives_EndsWithTheWait()
    {
        var url = await CreateAsync("q");
        var waiting = CallAsync("ReceiveMessage", new() { ["QueueUrl"] = url, ["WaitTimeSeconds"] = 5 });

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(await waiting.WaitAsync(TimeSpan.FromSeconds(10), Token));
    }

    [Fact]
    public async Task Message_ReceivedTooOften_MovesToTheDeadLetterQueue()
    {
        var dead = await CreateAsync("dead");
        var url = await CreateAsync("q");
        await CallAsync("SetQueueAttributes", new()
        {
            ["QueueUrl"] = url,
            ["Attributes"] = new JsonObject { ["RedrivePolicy"] = """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead","maxReceiveCount":1}""" },
        });
        await SendAsync(url, "poison");
        await ReceiveAsync(url);
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Empty(await ReceiveAsync(url));
        Assert.Equal(["poison"], await ReceiveAsync(dead));
    }

    [Fact]
    public async Task Message_Sent_SurvivesARestart()
    {
        var url = await CreateAsync("q");
        await SendAsync(url, "kept");
        _state.Restart();
        _sqs = new SqsEngine(_state.Identity, _state.Store, _time).Service();

        Assert.Equal(["kept"], await ReceiveAsync(url));
    }

    [Fact]
    public async Task SendMessage_Delayed_IsHiddenUntilThen()
    {
        var url = await CreateAsync("q");
        await CallAsync("SendMessage", new() { ["QueueUrl"] = url, ["MessageBody"] = "later", ["DelaySeconds"] = 10 });

        Assert.Empty(await ReceiveAsync(url));
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["later"], await ReceiveAsync(url));
    }

    [Fact]
    public async Task MessageAttributes_AskedFor_ComeBackWithTheirMd5()
    {
        var url = await CreateAsync("q");
        var attributes = new JsonObject { ["A"] = new JsonObject { ["DataType"] = "String", ["StringValue"] = "v" } };
        var sent = await CallAsync("SendMessage", new() { ["QueueUrl"] = url, ["MessageBody"] = "x", ["MessageAttributes"] = attributes });

        var received = (await CallAsync("ReceiveMessage", new() { ["QueueUrl"] = url, ["MessageAttributeNames"] = new JsonArray("All"), ["AttributeNames"] = new JsonArray("All") }))["Messages"]![0]!;

        Assert.Equal("9dd4e461268c8034f5c8564e155c67a6", received["MD5OfBody"]!.ToString());
        Assert.Equal(sent["MD5OfMessageAttributes"]!.ToString(), received["MD5OfMessageAttributes"]!.ToString());
        Assert.Equal("v", received["MessageAttributes"]!["A"]!["StringValue"]!.ToString());
        Assert.Equal("1", received["Attributes"]!["ApproximateReceiveCount"]!.ToString());
    }

    [Fact]
    public async Task QueueAttributes_All_TellCountsAndDefaults()
    {
        var url = await CreateAsync("q");
        await SendAsync(url, "a");
        await SendAsync(url, "b");
        await ReceiveAsync(url);

        var attributes = (await CallAsync("GetQueueAttributes", new() { ["QueueUrl"] = url, ["AttributeNames"] = new JsonArray("All") }))["Attributes"]!;

        Assert.Equal("1", attributes["ApproximateNumberOfMessages"]!.ToString());
        Assert.Equal("1", attributes["ApproximateNumberOfMessagesNotVisible"]!.ToString());
        Assert.Equal("30", attributes["VisibilityTimeout"]!.ToString());
        Assert.Equal("arn:aws:sqs:us-east-1:000000000000:q", attributes["QueueArn"]!.ToString());
    }

    [Fact]
    public async Task Access_OfAQueue_CarriesItsPolicy()
    {
        var url = await CreateAsync("q");
        await CallAsync("SetQueueAttributes", new() { ["QueueUrl"] = url, ["Attributes"] = new JsonObject { ["Policy"] = AllowEverybody } });

        var request = _sqs.Operations["SendMessage"].Access(new() { ["QueueUrl"] = url, ["MessageBody"] = "x" }, Context()).Single();

        Assert.Equal(("sqs:SendMessage", "arn:aws:sqs:us-east-1:000000000000:q"), (request.Action, request.Resource));
        Assert.Equal(AllowEverybody, request.ResourcePolicy);
    }

    [Fact]
    public async Task UnknownQueue_IsRefused()
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => SendAsync("http://127.0.0.1:4566/000000000000/absent", "x"));

        Assert.Equal("QueueDoesNotExist", error.Code);
    }

    [Fact]
    public async Task CreateQueue_Fifo_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => CreateAsync("q.fifo"));

        Assert.Contains("FIFO", error.Message, StringComparison.Ordinal);
    }

    private ApiContext Context() => new(_state.Root, "r");

    private async Task<JsonObject> CallAsync(string operation, JsonObject input) => await _sqs.Operations[operation].Handle(input, Context(), Token);

    private async Task<string> CreateAsync(string name) => (await CallAsync("CreateQueue", new() { ["QueueName"] = name }))["QueueUrl"]!.ToString();

    private Task<JsonObject> SendAsync(string url, string body) => CallAsync("SendMessage", new() { ["QueueUrl"] = url, ["MessageBody"] = body });

    private async Task<JsonNode> ReceiveOneAsync(string url) => (await CallAsync("ReceiveMessage", new() { ["QueueUrl"] = url }))["Messages"]![0]!;

    private async Task<string[]> ReceiveAsync(string url) =>
        [.. ((await CallAsync("ReceiveMessage", new() { ["QueueUrl"] = url }))["Messages"] as JsonArray ?? []).Select(message => message!["Body"]!.ToString())];
}
