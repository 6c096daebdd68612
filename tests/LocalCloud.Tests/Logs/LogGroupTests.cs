using System.Text.Json.Nodes;
using static LocalCloud.Tests.Logs.LogsFixture;

namespace LocalCloud.Tests.Logs;

public sealed class LogGroupTests : IDisposable
{
    private readonly LogsFixture _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task CreateLogGroup_Described_IsAsAwsShowsIt()
    {
        await _logs.CallAsync("CreateLogGroup", new() { ["logGroupName"] = Group, ["kmsKeyId"] = "arn:aws:kms:us-east-1:111122223333:key/k" });
        await _logs.CallAsync("CreateLogGroup", new() { ["logGroupName"] = "/other" });

        var described = await _logs.CallAsync("DescribeLogGroups", new() { ["logGroupNamePrefix"] = "/app" });

        var group = Assert.Single(described["logGroups"]!.AsArray())!;
        Assert.Equal(
            (Group, "arn:aws:logs:us-east-1:111122223333:log-group:/app/jobs:*", "arn:aws:logs:us-east-1:111122223333:log-group:/app/jobs", _logs.Now),
            ((string)group["logGroupName"]!, (string)group["arn"]!, (string)group["logGroupArn"]!, (long)group["creationTime"]!));
        Assert.Equal("arn:aws:kms:us-east-1:111122223333:key/k", (string)group["kmsKeyId"]!);
        Assert.Null(group["retentionInDays"]);
    }

    [Fact]
    public async Task CreateLogGroup_Twice_IsRefused()
    {
        await _logs.CreateAsync();

        Assert.Equal("ResourceAlreadyExistsException", (await _logs.RefusalAsync("CreateLogGroup", new() { ["logGroupName"] = Group })).Code);
        Assert.Equal("ResourceAlreadyExistsException", (await _logs.RefusalAsync("CreateLogStream", In())).Code);
    }

    [Fact]
    public async Task DescribeLogGroups_ManyPages_TellsEachOnce()
    {
        foreach (var name in (string[])["c", "a", "b"])
        {
            await _logs.CallAsync("CreateLogGroup", new() { ["logGroupName"] = name });
        }

        var first = await _logs.CallAsync("DescribeLogGroups", new() { ["limit"] = 2 });
        var second = await _logs.CallAsync("DescribeLogGroups", new() { ["limit"] = 2, ["nextToken"] = (string)first["nextToken"]! });

        Assert.Equal(["a", "b", "c"], first["logGroups"]!.AsArray().Concat(second["logGroups"]!.AsArray()).Select(group => (string)group!["logGroupName"]!));
        Assert.Null(second["nextToken"]);
    }

    [Fact]
    public async Task PutRetentionPolicy_EventsThatAreOlder_AreShownNoMore()
    {
        await _logs.CreateAsync(retention: 1);
        await _logs.PutAsync("old");
        _logs.Iam.Clock.Advance(TimeSpan.FromHours(25));
        await _logs.PutAsync("new");

        Assert.Equal(["new"], await _logs.FilterAsync(""));
        Assert.Equal(["new"], TextsOf(await _logs.CallAsync("GetLogEvents", In())));
    }

    [Fact]
    public async Task CreateLogStream_InAGroupWithRetention_RemovesWhatHasExpired()
    {
        await _logs.CreateAsync(retention: 1);
        await _logs.PutAsync("old");
        _logs.Iam.Clock.Advance(TimeSpan.FromHours(25));
        await _logs.CallAsync("CreateLogStream", new() { ["logGroupName"] = Group, ["logStreamName"] = "two" });
        await _logs.CallAsync("DeleteRetentionPolicy", new() { ["logGroupName"] = Group });

        Assert.Empty(await _logs.FilterAsync(""));
    }

    [Fact]
    public async Task DeleteRetentionPolicy_EventsNotYetRemoved_AreShownAgain()
    {
        await _logs.CreateAsync(retention: 1);
        await _logs.PutAsync("old");
        _logs.Iam.Clock.Advance(TimeSpan.FromHours(25));

        await _logs.CallAsync("DeleteRetentionPolicy", new() { ["logGroupName"] = Group });

        Assert.Equal(["old"], await _logs.FilterAsync(""));
    }

    [Fact]
    public async Task PutRetentionPolicy_DaysThatAwsDoesNotHave_IsRefused()
    {
        await _logs.CreateAsync();

        var refused = await _logs.RefusalAsync("PutRetentionPolicy", new() { ["logGroupName"] = Group, ["retentionInDays"] = 2 });

        Assert.Equal("InvalidParameterException", refused.Code);
        Assert.Contains("[1, 3, 5, 7,", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteLogGroup_WithEvents_TakesThemAlong()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("one");

        await _logs.CallAsync("DeleteLogGroup", new() { ["logGroupName"] = Group });
        await _logs.CreateAsync();

        Assert.Empty(await _logs.FilterAsync(""));
        Assert.Equal("ResourceNotFoundException", (await _logs.RefusalAsync("DescribeLogStreams", new() { ["logGroupName"] = "/none" })).Code);
    }

    [Fact]
    public async Task DeleteLogGroup_Interrupted_CanBeDoneAgain()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("one");
        _logs.Engine.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => _logs.CallAsync("DeleteLogGroup", new() { ["logGroupName"] = Group }));
        _logs.Restart();

        await _logs.CallAsync("DeleteLogGroup", new() { ["logGroupName"] = Group });
        await _logs.CreateAsync();

        Assert.Empty(await _logs.FilterAsync(""));
    }

    [Fact]
    public async Task DeleteLogStream_OfTwo_LeavesTheOther()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("one");
        await _logs.CallAsync("CreateLogStream", new() { ["logGroupName"] = Group, ["logStreamName"] = "two" });

        await _logs.CallAsync("DeleteLogStream", In());

        var streams = (await _logs.CallAsync("DescribeLogStreams", new() { ["logGroupName"] = Group }))["logStreams"]!.AsArray();
        Assert.Equal("two", (string)Assert.Single(streams)!["logStreamName"]!);
        Assert.Empty(await _logs.FilterAsync(""));
    }

    [Fact]
    public async Task TagResource_ThenUntagged_ListsTheRest()
    {
        await _logs.CreateAsync();
        const string Arn = "arn:aws:logs:us-east-1:111122223333:log-group:/app/jobs";
        await _logs.CallAsync("TagResource", new() { ["resourceArn"] = Arn, ["tags"] = new JsonObject { ["team"] = "data", ["stage"] = "test" } });

        await _logs.CallAsync("UntagResource", new() { ["resourceArn"] = Arn, ["tagKeys"] = new JsonArray("stage") });

        Assert.Equal("""{"team":"data"}""", (await _logs.CallAsync("ListTagsForResource", new() { ["resourceArn"] = Arn }))["tags"]!.ToJsonString());
    }
}
