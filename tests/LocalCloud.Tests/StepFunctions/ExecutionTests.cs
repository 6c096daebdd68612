using LocalCloud.Api;

namespace LocalCloud.Tests.StepFunctions;

public sealed class ExecutionTests
{
    [Fact]
    public async Task Execution_OfAPass_SucceedsAndIsAnnouncedTwice()
    {
        await using var cloud = new StepFunctionsFixture();

        var end = await cloud.RunAsync(Machines.Pass, """{"a":1}""");

        Assert.Equal("SUCCEEDED", end["status"]!.GetValue<string>());
        Assert.Equal("""{"a":1}""", end["output"]!.GetValue<string>());
        Assert.Equal(["RUNNING", "SUCCEEDED"], cloud.Published.Select(item => item.Detail["status"]!.GetValue<string>()));
        Assert.Equal("Execution is RUNNING and cannot be redriven", cloud.Published.First().Detail["redriveStatusReason"]!.GetValue<string>());
    }

    [Fact]
    public async Task StartExecution_SameNameAndInputWhileRunning_ReturnsTheSameExecution()
    {
        await using var cloud = new StepFunctionsFixture();
        var machine = await cloud.CreateAsync(Machines.Endless);

        var first = await cloud.StartAsync(machine);

        Assert.Equal(first, await cloud.StartAsync(machine));
        Assert.Equal("ExecutionAlreadyExists", (await Assert.ThrowsAsync<AwsException>(() => cloud.StartAsync(machine, input: """{"other":1}"""))).Code);
    }

    [Fact]
    public async Task GetExecutionHistory_OfAPass_IsFromItsStartToItsEnd()
    {
        await using var cloud = new StepFunctionsFixture();
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Pass));
        await cloud.EndAsync(execution);

        var history = await cloud.DoAsync("GetExecutionHistory", new() { ["executionArn"] = execution });

        Assert.Equal(
            ["ExecutionStarted", "PassStateEntered", "PassStateExited", "ExecutionSucceeded"],
            history["events"]!.AsArray().Select(item => item!["type"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(false, new[] { 1, 2, 3, 4 })]
    [InlineData(true, new[] { 4, 3, 2, 1 })]
    public async Task GetExecutionHistory_Paged_GivesEveryEventOnce(bool reverse, int[] expected)
    {
        await using var cloud = new StepFunctionsFixture();
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Pass));
        await cloud.EndAsync(execution);

        var ids = new List<int>();
        string? token = null;
        do
        {
            var page = await cloud.DoAsync("GetExecutionHistory", new() { ["executionArn"] = execution, ["maxResults"] = 3, ["reverseOrder"] = reverse, ["nextToken"] = token });
            ids.AddRange(page["events"]!.AsArray().Select(item => item!["id"]!.GetValue<int>()));
            token = page["nextToken"]?.GetValue<string>();
        }
        while (token is not null);

        Assert.Equal(expected, ids);
    }

    [Fact]
    public async Task GetExecutionHistory_ThatGrowsBetweenTwoPages_GoesOnWhereItWas()
    {
        await using var cloud = new StepFunctionsFixture();
        cloud.Answers["lambda:Invoke"] = async (_, stop) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            return [];
        };
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Task("arn:aws:lambda:us-east-1:000000000000:function:f")));
        await cloud.UntilAsync(() => !cloud.Calls.IsEmpty);

        var (newest, token) = await PageAsync(null);
        await cloud.DoAsync("StopExecution", new() { ["executionArn"] = execution });
        var (before, _) = await PageAsync(token);

        Assert.Equal(newest - 1, before);

        async Task<(int Id, string? Token)> PageAsync(string? from)
        {
            var page = await cloud.DoAsync("GetExecutionHistory", new() { ["executionArn"] = execution, ["maxResults"] = 1, ["reverseOrder"] = true, ["nextToken"] = from });
            return (page["events"]!.AsArray().Single()!["id"]!.GetValue<int>(), page["nextToken"]?.GetValue<string>());
        }
    }

    [Fact]
    public async Task StartExecution_SameNameAfterTheEnd_IsRefused()
    {
        await using var cloud = new StepFunctionsFixture();
        var machine = await cloud.CreateAsync(Machines.Pass);
        await cloud.EndAsync(await cloud.StartAsync(machine));

        var refusal = await Assert.ThrowsAsync<AwsException>(() => cloud.StartAsync(machine));

        Assert.Equal("ExecutionAlreadyExists", refusal.Code);
    }

    [Theory]
    [InlineData("with space", "{}", "InvalidName")]
    [InlineData("colon:", "{}", "InvalidName")]
    [InlineData("good", "{", "InvalidExecutionInput")]
    public async Task StartExecution_WithABadNameOrInput_IsRefused(string name, string input, string code)
    {
        await using var cloud = new StepFunctionsFixture();
        var machine = await cloud.CreateAsync(Machines.Pass);

        Assert.Equal(code, (await Assert.ThrowsAsync<AwsException>(() => cloud.StartAsync(machine, name, input))).Code);
    }

    [Fact]
    public async Task StopExecution_WhileItWaits_AbortsWithErrorAndCause()
    {
        await using var cloud = new StepFunctionsFixture();
        var execution = await cloud.StartAsync(await cloud.CreateAsync(Machines.Endless));

        await cloud.DoAsync("StopExecution", new() { ["executionArn"] = execution, ["error"] = "E", ["cause"] = "C" });

        var end = await cloud.EndAsync(execution);
        Assert.Equal(("ABORTED", "E", "C"), (end["status"]!.GetValue<string>(), end["error"]!.GetValue<string>(), end["cause"]!.GetValue<string>()));
        Assert.Equal("ExecutionAborted", (await cloud.HistoryAsync(execution))[^1]["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task ListExecutions_Paged_GivesTheNewestFirst()
    {
        await using var cloud = new StepFunctionsFixture();
        var machine = await cloud.CreateAsync(Machines.Pass);
        var first = await cloud.StartAsync(machine, "one");
        await cloud.EndAsync(first);
        var second = await cloud.StartAsync(machine, "two");
        await cloud.EndAsync(second);

        var page = await cloud.DoAsync("ListExecutions", new() { ["stateMachineArn"] = machine, ["maxResults"] = 1 });
        var rest = await cloud.DoAsync("ListExecutions", new() { ["stateMachineArn"] = machine, ["nextToken"] = page["nextToken"]!.GetValue<string>() });

        Assert.Equal(second, page["executions"]![0]!["executionArn"]!.GetValue<string>());
        Assert.Equal(first, Assert.Single(rest["executions"]!.AsArray())!["executionArn"]!.GetValue<string>());
    }

    [Fact]
    public async Task DescribeExecution_Unknown_SaysSo()
    {
        await using var cloud = new StepFunctionsFixture();

        Assert.Equal("InvalidArn", (await Assert.ThrowsAsync<AwsException>(() => cloud.DescribeAsync("nonsense"))).Code);
        Assert.Equal("ExecutionDoesNotExist",
            (await Assert.ThrowsAsync<AwsException>(() => cloud.DescribeAsync("arn:aws:states:us-east-1:000000000000:execution:m:x"))).Code);
    }
}
