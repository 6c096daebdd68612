using System.Text.Json.Nodes;
using static LocalCloud.Tests.Logs.LogsFixture;

namespace LocalCloud.Tests.Logs;

public sealed class LogEventTests : IDisposable
{
    private readonly LogsFixture _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task GetLogEvents_FromTheHead_GoesOnByTokensUntilOneRepeats()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("1", "2", "3");

        var first = await GetAsync(limit: 2, head: true);
        var second = await GetAsync(token: (string)first["nextForwardToken"]!);
        var third = await GetAsync(token: (string)second["nextForwardToken"]!);

        Assert.Equal(["1", "2"], TextsOf(first));
        Assert.Equal(["3"], TextsOf(second));
        Assert.Empty(TextsOf(third));
        Assert.Equal((string)second["nextForwardToken"]!, (string)third["nextForwardToken"]!);
        await _logs.PutAsync((_logs.Now + 3, "4"));
        Assert.Equal(["4"], TextsOf(await GetAsync(token: (string)third["nextForwardToken"]!)));
    }

    [Fact]
    public async Task GetLogEvents_WithoutAToken_StartsWithTheNewestAndGoesBack()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("1", "2", "3");

        var last = await GetAsync(limit: 2);
        var before = await GetAsync(limit: 2, token: (string)last["nextBackwardToken"]!);

        Assert.Equal(["2", "3"], TextsOf(last));
        Assert.Equal(["1"], TextsOf(before));
    }

    [Fact]
    public async Task GetLogEvents_OfAnEmptyStream_HasATokenThatFindsWhatComes()
    {
        await _logs.CreateAsync();
        var empty = await GetAsync();

        await _logs.PutAsync("1");

        Assert.Equal(["1"], TextsOf(await GetAsync(token: (string)empty["nextForwardToken"]!)));
    }

    [Fact]
    public async Task GetLogEvents_AForeignToken_IsRefused()
    {
        await _logs.CreateAsync();
        var input = In();
        input["nextToken"] = "f/12/s";

        Assert.Equal("InvalidParameterException", (await _logs.RefusalAsync("GetLogEvents", input)).Code);
    }

    [Fact]
    public async Task GetLogEvents_ARangeOfTime_IncludesItsStartAndNotItsEnd()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("1", "2", "3");
        var input = In();
        (input["startTime"], input["endTime"]) = (_logs.Now + 1, _logs.Now + 2);

        Assert.Equal(["2"], TextsOf(await _logs.CallAsync("GetLogEvents", input)));
    }

    [Fact]
    public async Task FilterLogEvents_ARangeOfTime_IncludesBothEnds()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("1", "2", "3");

        Assert.Equal(["2", "3"], await _logs.FilterAsync("", input => (input["startTime"], input["endTime"]) = (_logs.Now + 1, _logs.Now + 2)));
    }

    [Fact]
    public async Task FilterLogEvents_SeveralStreams_MergesThemByTime()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync((_logs.Now, "1"), (_logs.Now + 2, "3"));
        await _logs.CallAsync("CreateLogStream", new() { ["logGroupName"] = Group, ["logStreamName"] = "other" });
        await _logs.CallAsync("PutLogEvents", new()
        {
            ["logGroupName"] = Group,
            ["logStreamName"] = "other",
            ["logEvents"] = new JsonArray(new JsonObject { ["timestamp"] = _logs.Now + 1, ["message"] = "2" }),
        });

        Assert.Equal(["1", "2", "3"], await _logs.FilterAsync(""));
        Assert.Equal(["2"], await _logs.FilterAsync("", input => input["logStreamNamePrefix"] = "ot"));
        Assert.Equal(["1", "3"], await _logs.FilterAsync("", input => input["logStreamNames"] = new JsonArray(OneStream)));
    }

    [Fact]
    public async Task FilterLogEvents_MoreThanTheLimit_GoesOnByToken()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("a1", "b", "a2", "a3");
        var input = new JsonObject { ["logGroupName"] = Group, ["filterPattern"] = "?a1 ?a2 ?a3", ["limit"] = 2 };

        var first = await _logs.CallAsync("FilterLogEvents", input.DeepClone().AsObject());
        input["nextToken"] = (string)first["nextToken"]!;
        var second = await _logs.CallAsync("FilterLogEvents", input);

        Assert.Equal(["a1", "a2"], TextsOf(first));
        Assert.Equal(["a3"], TextsOf(second));
        Assert.Null(second["nextToken"]);
        Assert.Equal(2, first["events"]!.AsArray().Select(item => (string)item!["eventId"]!).Distinct().Count());
    }

    [Fact]
    public async Task PutLogEvents_OutOfOrder_IsRefused()
    {
        await _logs.CreateAsync();

        var refused = await Assert.ThrowsAsync<LocalCloud.Api.AwsException>(() => _logs.PutAsync((_logs.Now + 1, "2"), (_logs.Now, "1")));

        Assert.Equal("InvalidParameterException", refused.Code);
    }

    [Fact]
    public async Task PutLogEvents_TooOldOrTooNew_KeepsTheRestAndTellsWhich()
    {
        await _logs.CreateAsync(retention: 1);
        var hour = TimeSpan.FromHours(1).Ticks / TimeSpan.TicksPerMillisecond;

        var old = await _logs.PutAsync((_logs.Now - (25 * hour), "expired"), (_logs.Now - (2 * hour), "kept"));
        var early = await _logs.PutAsync((_logs.Now, "now"), (_logs.Now + (3 * hour), "too new"));

        Assert.Equal("""{"expiredLogEventEndIndex":1}""", old["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal("""{"tooNewLogEventStartIndex":1}""", early["rejectedLogEventsInfo"]!.ToJsonString());
        Assert.Equal(["kept", "now"], await _logs.FilterAsync(""));
    }

    [Fact]
    public async Task DescribeLogStreams_ByLastEvent_TellsWhenEachWrote()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync((_logs.Now, "1"), (_logs.Now + 5, "2"));
        await _logs.CallAsync("CreateLogStream", new() { ["logGroupName"] = Group, ["logStreamName"] = "empty" });

        var streams = (await _logs.CallAsync("DescribeLogStreams", new() { ["logGroupName"] = Group, ["orderBy"] = "LastEventTime", ["descending"] = true }))["logStreams"]!.AsArray();

        Assert.Equal([OneStream, "empty"], streams.Select(stream => (string)stream!["logStreamName"]!));
        Assert.Equal((_logs.Now, _logs.Now + 5, _logs.Now), ((long)streams[0]!["firstEventTimestamp"]!, (long)streams[0]!["lastEventTimestamp"]!, (long)streams[0]!["lastIngestionTime"]!));
        Assert.Null(streams[1]!["lastEventTimestamp"]);
    }

    [Fact]
    public async Task Restart_WhatWasWritten_IsStillThere()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("before");

        _logs.Restart();
        await _logs.PutAsync("after");

        Assert.Equal(["before", "after"], await _logs.FilterAsync(""));
    }

    private Task<JsonObject> GetAsync(int? limit = null, bool head = false, string? token = null)
    {
        var input = In();
        input["startFromHead"] = head;
        if (limit is not null)
        {
            input["limit"] = limit;
        }

        if (token is not null)
        {
            input["nextToken"] = token;
        }

        return _logs.CallAsync("GetLogEvents", input);
    }
}
