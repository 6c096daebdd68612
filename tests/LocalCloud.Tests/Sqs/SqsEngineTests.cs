using System.Text.Json.Nodes;
using LocalCloud.Tests.Testing;
using LocalCloud.Policies;

namespace LocalCloud.Tests.Sqs;

public sealed class SqsEngineTests : IDisposable
{
    private const string DeadArn = "arn:aws:sqs:us-east-1:111122223333:dead";

    private readonly Messaging _cloud = new();

    public void Dispose() => _cloud.Dispose();

    [Fact]
    public async Task CreateQueue_AgainWithOtherAttributes_IsRefused()
    {
        var url = await _cloud.QueueAsync("jobs", """{"VisibilityTimeout":"5"}""");

        Assert.Equal("http://127.0.0.1:1/111122223333/jobs", url);
        Assert.Equal(url, await _cloud.QueueAsync("jobs", """{"VisibilityTimeout":"5"}"""));
        Assert.Equal("QueueNameExists", await _cloud.FailAsync("sqs", "CreateQueue", """{"QueueName":"jobs","Attributes":{"VisibilityTimeout":"6"}}"""));
    }

    [Theory]
    [InlineData("jobs.fifo", "{}", "InvalidParameterValue")]
    [InlineData("no spaces", "{}", "InvalidParameterValue")]
    [InlineData("jobs", """{"DelaySeconds":"901"}""", "InvalidAttributeValue")]
    [InlineData("jobs", """{"QueueArn":"x"}""", "InvalidAttributeName")]
    [InlineData("jobs", """{"Policy":"{\"Statement\":[{\"Effect\":\"Perhaps\"}]}"}""", "InvalidAttributeValue")]
    [InlineData("jobs", """{"RedrivePolicy":"{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:111122223333:none\",\"maxReceiveCount\":1}"}""", "InvalidParameterValue")]
    public async Task CreateQueue_OfWhatSqsDoesNotTake_IsRefused(string name, string attributes, string code) =>
        Assert.Equal(code, await _cloud.FailAsync("sqs", "CreateQueue", $$"""{"QueueName":"{{name}}","Attributes":{{attributes}}}"""));

    [Theory]
    [InlineData("SendMessage", ""","MessageBody":"m" """)]
    [InlineData("GetQueueAttributes", "")]
    [InlineData("PurgeQueue", "")]
    [InlineData("DeleteQueue", "")]
    public async Task AnyOperation_OnAQueueThatIsNotThere_SaysSo(string operation, string more) =>
        Assert.Equal("QueueDoesNotExist", await _cloud.FailAsync("sqs", operation, $$"""{"QueueUrl":"http://127.0.0.1:1/111122223333/none"{{more}}}"""));

    [Fact]
    public async Task ReceiveMessage_HidesAMessageForItsVisibilityTimeout()
    {
        var url = await _cloud.QueueAsync("jobs", """{"VisibilityTimeout":"30"}""");
        await _cloud.SendAsync(url, "one");
        var first = Assert.Single(await _cloud.ReceiveAsync(url));

        _cloud.Iam.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(await _cloud.ReceiveAsync(url));
        _cloud.Iam.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = Assert.Single(await _cloud.ReceiveAsync(url));

        Assert.Equal("1", first["Attributes"]!["ApproximateReceiveCount"]!.ToString());
        Assert.Equal("2", second["Attributes"]!["ApproximateReceiveCount"]!.ToString());
        Assert.Equal("1767225600000", second["Attributes"]!["SentTimestamp"]!.ToString());
        Assert.Equal(first["MessageId"]!.ToString(), second["MessageId"]!.ToString());
        Assert.NotEqual(first["ReceiptHandle"]!.ToString(), second["ReceiptHandle"]!.ToString());
    }

    [Fact]
    public async Task ReceiveMessage_WaitsForAMessageToBeSent()
    {
        var url = await _cloud.QueueAsync("jobs");
        var waiting = _cloud.ReceiveAsync(url, "\"WaitTimeSeconds\":20");
        Assert.False(waiting.IsCompleted);

        await _cloud.SendAsync(url, "late");

        Assert.Equal("late", Assert.Single(await Soon(waiting))["Body"]!.ToString());
    }

    [Fact]
    public async Task ReceiveMessage_WaitsForADelayedMessage()
    {
        var url = await _cloud.QueueAsync("jobs", """{"DelaySeconds":"10"}""");
        await _cloud.SendAsync(url, "delayed");
        var waiting = _cloud.ReceiveAsync(url, "\"WaitTimeSeconds\":20");
        Assert.False(waiting.IsCompleted);

        _cloud.Iam.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Single(await Soon(waiting));
    }

    [Fact]
    public async Task ReceiveMessage_AFractionOfAMillisecondTooEarly_RestsUntilItIsOver()
    {
        var url = await _cloud.QueueAsync("jobs");
        var waiting = _cloud.ReceiveAsync(url, "\"WaitTimeSeconds\":20");

        // What waits goes on inside of the clock's move: it would keep the clock, and ask it for ever.
        var moved = Task.Run(() => _cloud.Iam.Clock.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(5000)), TestContext.Current.CancellationToken);
        await moved.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        _cloud.Iam.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Empty(await Soon(waiting));
    }

    [Fact]
    public async Task ReceiveMessage_WithNothingToCome_EndsWithItsWait()
    {
        var url = await _cloud.QueueAsync("jobs", """{"ReceiveMessageWaitTimeSeconds":"7"}""");
        var waiting = _cloud.ReceiveAsync(url);

        _cloud.Iam.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(waiting.IsCompleted);
        _cloud.Iam.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(await Soon(waiting));
    }

    [Fact]
    public async Task ReceiveMessage_OfOneReceivedTooOften_MovesItToTheDeadLetterQueue()
    {
        var dead = await _cloud.QueueAsync("dead");
        var url = await _cloud.QueueAsync("jobs", $$"""{"VisibilityTimeout":"0","RedrivePolicy":"{\"deadLetterTargetArn\":\"{{DeadArn}}\",\"maxReceiveCount\":2}"}""");
        var sent = await _cloud.SendAsync(url, "poison");
        Assert.Single(await _cloud.ReceiveAsync(url));
        Assert.Single(await _cloud.ReceiveAsync(url));

        Assert.Empty(await _cloud.ReceiveAsync(url));

        var moved = Assert.Single(await _cloud.ReceiveAsync(dead));
        Assert.Equal(sent["MessageId"]!.ToString(), moved["MessageId"]!.ToString());
        Assert.Equal("3", moved["Attributes"]!["ApproximateReceiveCount"]!.ToString());
        Assert.Equal("arn:aws:sqs:us-east-1:111122223333:jobs", moved["Attributes"]!["DeadLetterQueueSourceArn"]!.ToString());
    }

    [Fact]
    public async Task ReceiveMessage_AfterTheRetentionPeriod_FindsNothing()
    {
        var url = await _cloud.QueueAsync("jobs", """{"MessageRetentionPeriod":"60"}""");
        await _cloud.SendAsync(url, "old");

        _cloud.Iam.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Empty(await _cloud.ReceiveAsync(url));
    }

    [Fact]
    public async Task ReceiveMessage_AfterARestart_FindsWhatWasAcknowledged()
    {
        var url = await _cloud.QueueAsync("jobs");
        await _cloud.SendAsync(url, "kept");

        _cloud.Restart();

        Assert.Equal("kept", Assert.Single(await _cloud.ReceiveAsync(url))["Body"]!.ToString());
    }

    [Theory]
    [InlineData("\"MaxNumberOfMessages\":11")]
    [InlineData("\"WaitTimeSeconds\":21")]
    [InlineData("\"VisibilityTimeout\":43201")]
    public async Task ReceiveMessage_OutsideOfItsLimits_IsRefused(string more)
    {
        var url = await _cloud.QueueAsync("jobs");

        Assert.Equal("InvalidParameterValue", await _cloud.FailAsync("sqs", "ReceiveMessage", $$"""{"QueueUrl":"{{url}}",{{more}}}"""));
    }

    [Fact]
    public async Task DeleteMessage_ByAnOlderReceipt_LeavesTheMessage()
    {
        var url = await _cloud.QueueAsync("jobs", """{"VisibilityTimeout":"0"}""");
        await _cloud.SendAsync(url, "one");
        var older = Assert.Single(await _cloud.ReceiveAsync(url))["ReceiptHandle"];
        var latest = Assert.Single(await _cloud.ReceiveAsync(url))["ReceiptHandle"];

        await HandleAsync("DeleteMessage", url, $"{older}");
        Assert.Equal("1", await AttributeAsync(url, "ApproximateNumberOfMessages"));
        await HandleAsync("DeleteMessage", url, $"{latest}");

        Assert.Equal("0", await AttributeAsync(url, "ApproximateNumberOfMessages"));
        Assert.Equal("ReceiptHandleIsInvalid", await _cloud.FailAsync("sqs", "DeleteMessage", $$"""{"QueueUrl":"{{url}}","ReceiptHandle":"no handle"}"""));
    }

    [Fact]
    public async Task ChangeMessageVisibility_ToZero_GivesTheMessageBack()
    {
        var url = await _cloud.QueueAsync("jobs");
        await _cloud.SendAsync(url, "one");
        var receipt = $"{Assert.Single(await _cloud.ReceiveAsync(url))["ReceiptHandle"]}";

        await HandleAsync("ChangeMessageVisibility", url, receipt, ",\"VisibilityTimeout\":0");

        Assert.Equal("MessageNotInflight", await _cloud.FailAsync(
            "sqs", "ChangeMessageVisibility", $$"""{"QueueUrl":"{{url}}","ReceiptHandle":"{{receipt}}","VisibilityTimeout":9}"""));
        Assert.Single(await _cloud.ReceiveAsync(url));
    }

    [Fact]
    public async Task GetQueueAttributes_CountsVisibleInFlightAndDelayed()
    {
        var url = await _cloud.QueueAsync("jobs");
        await _cloud.SendAsync(url, "received");
        await _cloud.ReceiveAsync(url);
        await _cloud.SendAsync(url, "visible");
        await _cloud.CallAsync("sqs", "SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"later","DelaySeconds":9}""");

        Assert.Equal("1", await AttributeAsync(url, "ApproximateNumberOfMessages"));
        Assert.Equal("1", await AttributeAsync(url, "ApproximateNumberOfMessagesNotVisible"));
        Assert.Equal("1", await AttributeAsync(url, "ApproximateNumberOfMessagesDelayed"));
        await _cloud.CallAsync("sqs", "PurgeQueue", $$"""{"QueueUrl":"{{url}}"}""");
        Assert.Equal("0", await AttributeAsync(url, "ApproximateNumberOfMessagesNotVisible"));
    }

    [Theory]
    [InlineData("""  "MessageBody":"" """, "MissingParameter")]
    [InlineData("""  "MessageBody":"a\u0001" """, "InvalidMessageContents")]
    [InlineData("""  "MessageBody":"a","DelaySeconds":901 """, "InvalidParameterValue")]
    [InlineData("""  "MessageBody":"a","MessageAttributes":{"a..b":{"DataType":"String","StringValue":"v"}} """, "InvalidParameterValue")]
    [InlineData("""  "MessageBody":"a","MessageAttributes":{"n":{"DataType":"Number","StringValue":"v"}} """, "InvalidParameterValue")]
    [InlineData("""  "MessageBody":"a","MessageDeduplicationId":"d" """, "InvalidParameterValue")]
    public async Task SendMessage_OfWhatSqsDoesNotTake_IsRefused(string message, string code)
    {
        var url = await _cloud.QueueAsync("jobs");

        Assert.Equal(code, await _cloud.FailAsync("sqs", "SendMessage", $$"""{"QueueUrl":"{{url}}",{{message}}}"""));
    }

    [Fact]
    public async Task SendMessage_ByARole_NeedsItsPolicyOrTheQueues()
    {
        var url = await _cloud.QueueAsync("jobs");
        var message = $$"""{"QueueUrl":"{{url}}","MessageBody":"m"}""";

        var denied = await _cloud.FailAsync("sqs", "SendMessage", message, _cloud.Iam.Worker);
        await SetPolicyAsync(url, """{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}""");
        await _cloud.CallAsync("sqs", "SendMessage", message, _cloud.Iam.Worker);
        await SetPolicyAsync(url, "");
        var deniedAgain = await _cloud.FailAsync("sqs", "SendMessage", message, _cloud.Iam.Worker);
        _cloud.Iam.Allow("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:jobs");
        await _cloud.CallAsync("sqs", "SendMessage", message, _cloud.Iam.Worker);

        Assert.Equal(("AccessDeniedException", "AccessDeniedException"), (denied, deniedAgain));
        Assert.Equal("2", await AttributeAsync(url, "ApproximateNumberOfMessages"));
    }

    [Fact]
    public async Task ListQueues_InPages_FindsEveryQueueOnce()
    {
        foreach (var name in new[] { "a1", "a2", "a3", "b" })
        {
            await _cloud.QueueAsync(name);
        }

        var first = await _cloud.CallAsync("sqs", "ListQueues", """{"QueueNamePrefix":"a","MaxResults":2}""");
        var second = await _cloud.CallAsync("sqs", "ListQueues", $$"""{"QueueNamePrefix":"a","MaxResults":2,"NextToken":"{{first["NextToken"]}}"}""");

        Assert.Equal(2, first["QueueUrls"]!.AsArray().Count);
        Assert.EndsWith("/a3", Assert.Single(second["QueueUrls"]!.AsArray())!.ToString(), StringComparison.Ordinal);
        Assert.Null(second["NextToken"]);
    }

    private static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    private Task<JsonObject> SetPolicyAsync(string url, string policy) =>
        _cloud.CallAsync("sqs", "SetQueueAttributes", $$"""{"QueueUrl":"{{url}}","Attributes":{"Policy":"{{policy}}"} }""");

    private Task<JsonObject> HandleAsync(string operation, string url, string receipt, string more = "") =>
        _cloud.CallAsync("sqs", operation, $$"""{"QueueUrl":"{{url}}","ReceiptHandle":"{{receipt}}"{{more}}}""");

    private async Task<string> AttributeAsync(string url, string name) =>
        (await _cloud.CallAsync("sqs", "GetQueueAttributes", $$"""{"QueueUrl":"{{url}}","AttributeNames":["{{name}}"]}"""))["Attributes"]![name]!.ToString();
}
