using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.EventBridge;

namespace LocalCloud.Tests.EventBridge;

public sealed class EventBridgeApiTests : IAsyncLifetime
{
    private readonly TestBus _bus = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task PutEvents_EntriesWithProblems_FailAlone()
    {
        var answer = await _bus.CallAsync("PutEvents", new()
        {
            ["Entries"] = new JsonArray(
                new JsonObject { ["Source"] = "s", ["DetailType"] = "", ["Detail"] = "{}" },
                new JsonObject { ["Source"] = "s", ["DetailType"] = "t", ["Detail"] = "not json" },
                new JsonObject { ["Source"] = "aws.s3", ["DetailType"] = "t", ["Detail"] = "{}" },
                new JsonObject { ["Source"] = "s", ["DetailType"] = "t", ["Detail"] = "{}" }),
        });

        var entries = answer["Entries"]!.AsArray();
        Assert.Equal(3, answer["FailedEntryCount"]!.GetValue<int>());
        Assert.Equal("Parameter DetailType is not valid. Reason: DetailType is a required argument.", entries[0]!["ErrorMessage"]!.ToString());
        Assert.Equal("MalformedDetail", entries[1]!["ErrorCode"]!.ToString());
        Assert.Equal("NotAuthorizedForSourceException", entries[2]!["ErrorCode"]!.ToString());
        Assert.NotNull(entries[3]!["EventId"]);
    }

    [Fact]
    public async Task DeleteRule_WithTargets_IsRefused()
    {
        await _bus.PutRuleAsync("""{"source":["a"]}""");
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = "arn:aws:sqs:us-east-1:000000000000:q" });

        var error = await Assert.ThrowsAsync<AwsException>(() => _bus.CallAsync("DeleteRule", new() { ["Name"] = "rule" }));

        Assert.Equal("Rule can't be deleted since it has targets.", error.Message);
    }

    [Fact]
    public async Task PutRule_AgainWithTargets_KeepsTheTargets()
    {
        await _bus.PutRuleAsync("""{"source":["a"]}""");
        await _bus.PutTargetAsync(new() { ["Id"] = "1", ["Arn"] = "arn:aws:sqs:us-east-1:000000000000:q" });

        await _bus.PutRuleAsync("""{"source":["b"]}""");

        var targets = await _bus.CallAsync("ListTargetsByRule", new() { ["Rule"] = "rule" });
        Assert.Single(targets["Targets"]!.AsArray());
    }

    [Fact]
    public async Task PutRule_InvalidPattern_NamesThePlace()
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => _bus.PutRuleAsync("""{"source":"a"}"""));

        Assert.Equal("InvalidEventPatternException", error.Code);
        Assert.Contains("\"source\" must be an object or an array", error.Message, StringComparison.Ordinal);
        Assert.Contains("line: 1, column:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutRule_OnAMissingBus_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<AwsException>(() => _bus.PutRuleAsync("""{"source":["a"]}""", bus: "absent"));

        Assert.Equal("ResourceNotFoundException", error.Code);
    }

    [Fact]
    public async Task ListEventBuses_InPages_TellsEveryBusOnce()
    {
        foreach (var number in Enumerable.Range(0, 5))
        {
            await _bus.CallAsync("CreateEventBus", new() { ["Name"] = $"bus-{number}" });
        }

        var first = await _bus.CallAsync("ListEventBuses", new() { ["NamePrefix"] = "bus-", ["Limit"] = 3 });
        var second = await _bus.CallAsync("ListEventBuses", new() { ["NamePrefix"] = "bus-", ["Limit"] = 3, ["NextToken"] = first["NextToken"]!.ToString() });

        Assert.Equal(["bus-3", "bus-4"], second["EventBuses"]!.AsArray().Select(Name));
        Assert.Null(second["NextToken"]);
    }

    [Fact]
    public async Task PutTargets_AsksForPassRole()
    {
        var operation = _bus.Engine.Service().Operations["PutTargets"];
        var input = new JsonObject
        {
            ["Rule"] = "rule",
            ["Targets"] = new JsonArray(new JsonObject { ["Id"] = "1", ["Arn"] = "x", ["RoleArn"] = "arn:aws:iam::000000000000:role/r" }),
        };

        var asked = operation.Access(input, new ApiContext(new Principal.Root("000000000000"), "r")).ToList();

        Assert.Equal(["events:PutTargets", "iam:PassRole"], asked.Select(request => request.Action));
        Assert.Equal("events.amazonaws.com", asked[1].ConditionKeys["iam:PassedToService"]);
        await Task.CompletedTask;
    }

    private static string Name(JsonNode? bus) => bus!["Name"]!.ToString();
}
