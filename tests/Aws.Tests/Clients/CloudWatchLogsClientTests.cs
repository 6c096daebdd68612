using System.Text.Json.Nodes;
using Amazon.CloudWatchLogs.Model;
using Aws.Tests.Support;

namespace Aws.Tests.Clients;

public sealed class CloudWatchLogsClientTests
{
    private static readonly FilterLogEventsRequest Filter = new()
    {
        LogGroupName = "/aws/sagemaker/TrainingJobs",
        LogStreamNamePrefix = "job/",
        StartTime = 1_700_000_000_000,
        NextToken = "t",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FilterLogEvents_Called_PostsWhatIsSetAsAwsJson()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok());
        using var client = ClientFor.CloudWatchLogs(server);

        await client.FilterLogEventsAsync(Filter, Cancel);

        var expected = JsonNode.Parse("""{"logGroupName":"/aws/sagemaker/TrainingJobs","logStreamNamePrefix":"job/","startTime":1700000000000,"nextToken":"t"}""");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(server.Request.Body)), server.Request.Body);
        Assert.Equal(("Logs_20140328.FilterLogEvents", "application/x-amz-json-1.1"), (server.Request.Headers["X-Amz-Target"], server.Request.Headers["Content-Type"]));
        Assert.Contains("/eu-central-1/logs/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilterLogEvents_Answered_ReadsEventsAndToken()
    {
        await using var server = await Loopback.StartAsync(Reply.Ok(
            """{"events":[{"eventId":"e","ingestionTime":2,"logStreamName":"job/algo-1","message":"line","timestamp":1700000000001}],"nextToken":"more","searchedLogStreams":[]}"""));
        using var client = ClientFor.CloudWatchLogs(server);

        var page = await client.FilterLogEventsAsync(Filter, Cancel);

        var line = Assert.Single(page.Events);
        Assert.Equal(("e", 2L, "job/algo-1", "line", 1_700_000_000_001L), (line.EventId, line.IngestionTime, line.LogStreamName, line.Message, line.Timestamp));
        Assert.Equal("more", page.NextToken);
    }

    [Fact]
    public async Task FilterLogEvents_NoSuchGroup_IsItsTypedException()
    {
        await using var server = await Loopback.StartAsync(Reply.Error(400, "ResourceNotFoundException", "The specified log group does not exist."));
        using var client = ClientFor.CloudWatchLogs(server);

        var missing = await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.FilterLogEventsAsync(Filter, Cancel));

        Assert.Equal("The specified log group does not exist.", missing.Message);
    }
}
