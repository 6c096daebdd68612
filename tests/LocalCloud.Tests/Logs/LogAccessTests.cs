using System.Text.Json.Nodes;
using LocalCloud.Api;
using static LocalCloud.Tests.Logs.LogsFixture;

namespace LocalCloud.Tests.Logs;

/// <summary>Who may read and write which log.</summary>
public sealed class LogAccessTests : IDisposable
{
    private static readonly LogDestination Destination = new("/aws/lambda/f", "2026/01/01/[$LATEST]0");

    private readonly LogsFixture _logs = new();

    public void Dispose() => _logs.Dispose();

    [Fact]
    public async Task Write_AsARoleThatMayDoAll_MakesGroupAndStream()
    {
        _logs.Iam.Allow("logs:*", "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f:*");

        _logs.Engine.Write(_logs.Iam.Worker, Destination, "hello");

        Assert.Equal(["hello"], TextsOf(await _logs.CallAsync("GetLogEvents", new() { ["logGroupName"] = Destination.Group, ["logStreamName"] = Destination.Stream })));
    }

    [Fact]
    public async Task Write_AsARoleWithoutPermission_LosesTheLineAndDoesNotFail()
    {
        await _logs.CallAsync("CreateLogGroup", new() { ["logGroupName"] = Destination.Group });

        _logs.Engine.Write(_logs.Iam.Worker, Destination, "lost");

        Assert.Empty((await _logs.CallAsync("DescribeLogStreams", new() { ["logGroupName"] = Destination.Group }))["logStreams"]!.AsArray());
    }

    [Fact]
    public async Task Write_GroupMissingAndNoPermissionToMakeOne_MakesNone()
    {
        _logs.Iam.Allow("logs:PutLogEvents", "*");

        _logs.Engine.Write(_logs.Iam.Worker, Destination, "lost");

        Assert.Empty((await _logs.CallAsync("DescribeLogGroups", []))["logGroups"]!.AsArray());
    }

    [Fact]
    public async Task Read_AsAStranger_IsDeniedInIamsWords()
    {
        await _logs.CreateAsync();

        var refused = await _logs.RefusalAsync("GetLogEvents", In(), _logs.Iam.Worker);

        Assert.Equal("AccessDeniedException", refused.Code);
        Assert.Contains(
            "is not authorized to perform: logs:GetLogEvents on resource: arn:aws:logs:us-east-1:111122223333:log-group:/app/jobs:log-stream:one", refused.Message, StringComparison.Ordinal);
        Assert.Contains(
            "logs:DescribeLogGroups on resource: arn:aws:logs:us-east-1:111122223333:log-group::log-stream:",
            (await _logs.RefusalAsync("DescribeLogGroups", [], _logs.Iam.Worker)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_AsARoleThatMayReadTheGroup_Works()
    {
        await _logs.CreateAsync();
        await _logs.PutAsync("1");
        _logs.Iam.Allow("logs:FilterLogEvents", "arn:aws:logs:us-east-1:111122223333:log-group:/app/jobs:*");

        Assert.Equal(["1"], TextsOf(await _logs.CallAsync("FilterLogEvents", new() { ["logGroupIdentifier"] = "arn:aws:logs:us-east-1:111122223333:log-group:/app/jobs" }, _logs.Iam.Worker)));
    }

    [Theory]
    [InlineData("arn:aws:logs:us-east-1:999999999999:log-group:/app/jobs", "AccessDeniedException", "because no resource-based policy allows the logs:FilterLogEvents action")]
    [InlineData("arn:aws:logs:eu-west-1:111122223333:log-group:/app/jobs", "ResourceNotFoundException", "The specified log group does not exist.")]
    public async Task Filter_OfAnotherAccountsOrRegionsArn_IsNotAnsweredFromTheGroupOfThatName(string arn, string code, string message)
    {
        await _logs.CreateAsync();
        _logs.Iam.Allow("logs:*", "*");
        var input = new JsonObject { ["logGroupIdentifier"] = arn };

        var ofARole = await _logs.RefusalAsync("FilterLogEvents", input, _logs.Iam.Worker);
        var ofTheRoot = await _logs.RefusalAsync("FilterLogEvents", input);

        Assert.Equal((code, code), (ofARole.Code, ofTheRoot.Code));
        Assert.EndsWith(message, ofARole.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_OfAnotherAccountsGroup_AreNotThoseOfTheGroupOfThatName()
    {
        await _logs.CreateAsync();

        var refused = await _logs.RefusalAsync("ListTagsForResource", new() { ["resourceArn"] = "arn:aws:logs:us-east-1:999999999999:log-group:/app/jobs" });

        Assert.Equal("AccessDeniedException", refused.Code);
    }
}
