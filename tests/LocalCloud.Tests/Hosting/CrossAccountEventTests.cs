using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Tests.Hosting;

/// <summary>Events that a rule sends to a bus of another account: let in by that bus's policy, unchanged, and not sent on to a third bus.</summary>
public sealed class CrossAccountEventTests : IAsyncDisposable
{
    private const string Bus = "arn:aws:events:us-east-1:222222222222:event-bus/mlops";
    private const string Statement = """
        {"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"events:PutEvents","Resource":"arn:aws:events:us-east-1:222222222222:event-bus/mlops",
         "Condition":{"StringEquals":{"events:source":"shop","events:detail-type":"sold"}}}
        """;

    private readonly TwoAccounts _accounts = new();

    [Fact]
    public async Task Event_SentToAnotherAccount_ArrivesWithItsOriginAndMatchesThere()
    {
        var (arrived, _) = await ForwardAsync(Statement, pattern: """{"account":["111111111111"]}""");

        var put = await PutAsync("shop", "sold");

        var anEvent = JsonNode.Parse(await ReceiveAsync(TwoAccounts.There, arrived))!;
        Assert.Equal((put, "shop", "111111111111"), (anEvent["id"]!.ToString(), anEvent["source"]!.ToString(), anEvent["account"]!.ToString()));
    }

    [Theory]
    [InlineData(null, "shop")]
    [InlineData(Statement, "market")]
    public async Task Event_ThatTheBusDoesNotLetIn_IsADeadLetterWithTheReason(string? statement, string source)
    {
        var (_, dead) = await ForwardAsync(statement, pattern: """{"source":["shop","market"]}""");

        await PutAsync(source, "sold");

        Assert.Contains($"\"source\":\"{source}\"", await ReceiveAsync(TwoAccounts.Here, dead), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permission_PutAndRemoved_ChangesTheBusPolicyStatementByStatement()
    {
        await _accounts.ThereAsync("events", "CreateEventBus", new() { ["Name"] = "mlops" });
        JsonObject Permission(string id, string account) =>
            new() { ["EventBusName"] = "mlops", ["StatementId"] = id, ["Action"] = "events:PutEvents", ["Principal"] = account };
        await _accounts.ThereAsync("events", "PutPermission", Permission("one", "111111111111"));
        await _accounts.ThereAsync("events", "PutPermission", Permission("two", "333333333333"));
        await _accounts.ThereAsync("events", "RemovePermission", new() { ["EventBusName"] = "mlops", ["StatementId"] = "one" });

        var policy = (await _accounts.ThereAsync("events", "DescribeEventBus", new() { ["Name"] = "mlops" }))["Policy"]!.ToString();
        var unknown = await Assert.ThrowsAsync<AwsException>(() =>
            _accounts.ThereAsync("events", "RemovePermission", new() { ["EventBusName"] = "mlops", ["StatementId"] = "one" }));

        Assert.Contains("arn:aws:iam::333333333333:root", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("111111111111", policy, StringComparison.Ordinal);
        Assert.Equal("ResourceNotFoundException", unknown.Code);
    }

    [Fact]
    public async Task Event_OfAnotherAccount_IsNotSentOnToAThirdBus()
    {
        await ForwardAsync(Statement, pattern: """{"source":["shop"]}""");
        var dead = await SendBackAsync();

        await PutAsync("shop", "sold");

        Assert.Contains("\"account\":\"111111111111\"", await ReceiveAsync(TwoAccounts.There, dead), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_PutOnAnotherAccountsBus_IsOfTheSenderAndNotSentOn()
    {
        var (arrived, _) = await ForwardAsync(Statement, pattern: """{"account":["111111111111"]}""");
        var dead = await SendBackAsync();

        await _accounts.CallAsync(TwoAccounts.Worker, "events", "PutEvents", new JsonObject { ["Entries"] = new JsonArray(Entry(Bus, "shop", "sold")) }.ToJsonString());

        Assert.Contains("\"account\":\"111111111111\"", await ReceiveAsync(TwoAccounts.There, arrived), StringComparison.Ordinal);
        Assert.Contains("\"account\":\"111111111111\"", await ReceiveAsync(TwoAccounts.There, dead), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _accounts.DisposeAsync();

    /// <summary>A rule there that would send what it got back here; the URL of its dead letters' queue.</summary>
    private async Task<string> SendBackAsync()
    {
        var dead = (await _accounts.ThereAsync("sqs", "CreateQueue", new() { ["QueueName"] = "third" }))["QueueUrl"]!.ToString();
        await _accounts.ThereAsync("events", "PutRule", new() { ["Name"] = "back", ["EventBusName"] = "mlops", ["EventPattern"] = """{"source":["shop"]}""" });
        await _accounts.ThereAsync("events", "PutTargets", Target("back", "arn:aws:events:us-east-1:111111111111:event-bus/mlops", null, "arn:aws:sqs:us-east-1:222222222222:third"));
        await OpenAsync(dead);
        return dead;
    }

    /// <summary>A rule here that sends to the bus there, whose own rule puts what matches into a queue; the URLs of that queue and of the dead letters here.</summary>
    private async Task<(string Arrived, string Dead)> ForwardAsync(string? statement, string pattern)
    {
        await _accounts.CallAsync(TwoAccounts.Root, "events", "CreateEventBus", """{"Name":"mlops"}""");
        await _accounts.ThereAsync("events", "CreateEventBus", new() { ["Name"] = "mlops" });
        var arrived = (await _accounts.ThereAsync("sqs", "CreateQueue", new() { ["QueueName"] = "arrived" }))["QueueUrl"]!.ToString();
        var dead = (await _accounts.CallAsync(TwoAccounts.Root, "sqs", "CreateQueue", """{"QueueName":"dead"}"""))["QueueUrl"]!.ToString();
        await OpenAsync(arrived);
        await _accounts.CallAsync(TwoAccounts.Root, "sqs", "SetQueueAttributes", new JsonObject { ["QueueUrl"] = dead, ["Attributes"] = Open() }.ToJsonString());
        if (statement is not null)
        {
            await _accounts.ThereAsync("events", "PutPermission", new() { ["EventBusName"] = "mlops", ["Policy"] = TwoAccounts.Document(statement).ToJsonString() });
        }

        await _accounts.ThereAsync("events", "PutRule", new() { ["Name"] = "arrived", ["EventBusName"] = "mlops", ["EventPattern"] = pattern });
        await _accounts.ThereAsync("events", "PutTargets", Target("arrived", "arn:aws:sqs:us-east-1:222222222222:arrived", null, null));
        await _accounts.CallAsync(TwoAccounts.Root, "events", "PutRule", new JsonObject { ["Name"] = "out", ["EventBusName"] = "mlops", ["EventPattern"] = """{"source":["shop","market"]}""" }.ToJsonString());
        _accounts.Allow("events:PutEvents", Bus);
        await _accounts.CallAsync(TwoAccounts.Root, "events", "PutTargets", Target("out", Bus, "arn:aws:iam::111111111111:role/Worker", "arn:aws:sqs:us-east-1:111111111111:dead").ToJsonString());
        await _accounts.StartAsync();
        return (arrived, dead);
    }

    private static JsonObject Target(string rule, string arn, string? role, string? dead)
    {
        var target = new JsonObject { ["Id"] = "target", ["Arn"] = arn };
        if (role is not null)
        {
            target["RoleArn"] = role;
        }

        if (dead is not null)
        {
            target["DeadLetterConfig"] = new JsonObject { ["Arn"] = dead };
        }

        return new() { ["Rule"] = rule, ["EventBusName"] = "mlops", ["Targets"] = new JsonArray(target) };
    }

    private static JsonObject Open() => new()
    {
        ["Policy"] = TwoAccounts.Document("""{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"}""").ToJsonString(),
    };

    private Task<JsonObject> OpenAsync(string url) => _accounts.ThereAsync("sqs", "SetQueueAttributes", new() { ["QueueUrl"] = url, ["Attributes"] = Open() });

    private static JsonObject Entry(string bus, string source, string type) =>
        new() { ["EventBusName"] = bus, ["Source"] = source, ["DetailType"] = type, ["Detail"] = "{}" };

    private async Task<string> PutAsync(string source, string type)
    {
        var answer = await _accounts.CallAsync(TwoAccounts.Root, "events", "PutEvents", new JsonObject { ["Entries"] = new JsonArray(Entry("mlops", source, type)) }.ToJsonString());
        return answer["Entries"]![0]!["EventId"]!.ToString();
    }

    /// <summary>A message's body; the long poll is the bounded wait.</summary>
    private async Task<string> ReceiveAsync(string account, string queue)
    {
        var api = _accounts.Account(account).Api;
        var answer = await api.CallAsync(
            "sqs", "ReceiveMessage", new() { ["QueueUrl"] = queue, ["WaitTimeSeconds"] = 20 }, new Principal.Root(account), TestContext.Current.CancellationToken);
        return Assert.Single(answer["Messages"]!.AsArray())!["Body"]!.ToString();
    }
}
