using System.Text.Json.Nodes;
using Amazon.EventBridge;
using Amazon.EventBridge.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class EventBridgeClientTests
{
    private static readonly PutEventsRequest Put = new()
    {
        Entries =
        [
            new PutEventsRequestEntry
            {
                EventBusName = "mlops",
                Source = "ci.jenkins",
                DetailType = "mlops.retrain.requested",
                Detail = """{"pipeline":"ridership"}""",
                Time = new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc),
            },
        ],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutEvents_Called_PostsItsEntriesAsAwsJson()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.EventBridge(server);

        await client.PutEventsAsync(Put, Cancel);

        var expected = JsonNode.Parse("""
            {"Entries":[{"Detail":"{\"pipeline\":\"ridership\"}","DetailType":"mlops.retrain.requested","EventBusName":"mlops","Source":"ci.jenkins","Time":1700000000}]}
            """);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(server.Request.Body)), server.Request.Body);
        Assert.Equal(("AWSEvents.PutEvents", "application/x-amz-json-1.1"), (server.Request.Headers["X-Amz-Target"], server.Request.Headers["Content-Type"]));
        Assert.Contains("/eu-central-1/events/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutEvents_OneEntryRefused_AnswersItsErrorAndTheCount()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"FailedEntryCount":1,"Entries":[{"ErrorCode":"NotAuthorizedForSource","ErrorMessage":"no"},{"EventId":"e-2"}]}"""));
        using var client = ClientFor.EventBridge(server);

        var response = await client.PutEventsAsync(Put, Cancel);

        Assert.Equal(1, response.FailedEntryCount);
        Assert.Equal([("NotAuthorizedForSource", null), (null, "e-2")], response.Entries.Select(entry => ((string?)entry.ErrorCode, (string?)entry.EventId)));
    }

    [Fact]
    public async Task DescribeRule_Answered_ReadsTheState()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok("""{"Name":"r","State":"DISABLED","ScheduleExpression":"rate(1 day)"}"""));
        using var client = ClientFor.EventBridge(server);

        var response = await client.DescribeRuleAsync(new DescribeRuleRequest { Name = "r" }, Cancel);

        Assert.Equal((RuleState.DISABLED, "rate(1 day)"), (response.State, response.ScheduleExpression));
    }

    [Theory]
    [InlineData("ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData("ManagedRuleException", typeof(ManagedRuleException))]
    [InlineData("AccessDeniedException", typeof(AmazonEventBridgeException))]
    public async Task EnableRule_ErrorInBody_ThrowsWhatTheOperationModels(string type, Type expected)
    {
        await using var server = await Loopback.StartAsync(Reply.Error(400, type));
        using var client = ClientFor.EventBridge(server);

        var thrown = await Assert.ThrowsAnyAsync<AmazonEventBridgeException>(() => client.EnableRuleAsync(new EnableRuleRequest { Name = "r" }, Cancel));

        Assert.IsType(expected, thrown);
        Assert.Equal(type, thrown.ErrorCode);
    }
}
