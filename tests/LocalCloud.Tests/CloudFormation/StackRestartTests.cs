using LocalCloud.CloudFormation;

namespace LocalCloud.Tests.CloudFormation;

/// <summary>A cloud that is stopped in the middle of an operation, and started again on the same state.</summary>
public sealed class StackRestartTests : IAsyncDisposable
{
    private readonly StackFixture _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Create_StoppedInTheMiddle_GoesOn()
    {
        await StopDuringAsync("CreateStack", """{"Resources":{"A":{"Type":"T","Properties":{"Wait":"1"}},"B":{"Type":"T","DependsOn":"A"}}}""");

        var stack = await _cloud.SettledAsync();

        Assert.Equal("CREATE_COMPLETE", stack.Status);
        Assert.Equal(["id-A", "id-B"], _cloud.Type.Existing);
        Assert.Equal(["A CREATE_COMPLETE", "B CREATE_COMPLETE"], stack.Resources.Select(resource => $"{resource.LogicalId} {resource.Status}"));
    }

    [Fact]
    public async Task Create_StoppedAndThenFails_LeavesNothing()
    {
        await StopDuringAsync("CreateStack", """
            {"Resources":{"A":{"Type":"T","Properties":{"Wait":"1"}},"B":{"Type":"T","DependsOn":"A","Properties":{"FailHalfway":"no"}}}}
            """);

        Assert.Equal("ROLLBACK_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Empty(_cloud.Type.Existing);
    }

    [Fact]
    public async Task Create_StoppedAfterItsInitiationAndNotRepeatable_IsDeleted()
    {
        await _cloud.CallAsync("CreateStack", StackFixture.Of("main", """{"Resources":{"A":{"Type":"T","Properties":{"Initiate":"1","Wait":"1"}}}}"""));
        await _cloud.Type.ReachedAsync();
        await _cloud.RestartAsync(() =>
        {
            _cloud.Type.Closed = true;
            _cloud.Type.Release();
        });

        Assert.Equal("ROLLBACK_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Empty(_cloud.Type.Existing);
    }

    [Fact]
    public async Task Update_StoppedDuringAReplacement_DeletesTheOldOne()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"old"}},"B":{"Type":"T"}}}""");
        await StopDuringAsync("UpdateStack", """{"Resources":{"A":{"Type":"T","Properties":{"Name":"new","Wait":"1"}}}}""");

        Assert.Equal("UPDATE_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Equal(["new"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Update_StoppedAndThenFails_RestoresTheFirstState()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}},"B":{"Type":"T","Properties":{"Name":"old"}}}}""");
        await StopDuringAsync("UpdateStack", """
            {"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}},"B":{"Type":"T","DependsOn":"A","Properties":{"Name":"new","Wait":"1"}},
              "C":{"Type":"T","DependsOn":"B","Properties":{"Fail":"no"}}}}
            """);

        var stack = await _cloud.SettledAsync();

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", stack.Status);
        Assert.Equal(["id-A", "old"], _cloud.Type.Existing);
        Assert.Equal("x", stack.Find("A")!.Properties["Text"]!.ToString());
        Assert.Equal("old", stack.Find("B")!.PhysicalId);
    }

    [Fact]
    public async Task RollBack_Stopped_GoesOnRollingBack()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x","Wait":"1"}}}}""", beforeSettled: _cloud.Type.Release);
        _cloud.Type.Hold();
        await StopDuringAsync("UpdateStack", """
            {"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}},"B":{"Type":"T","DependsOn":"A","Properties":{"FailHalfway":"no"}}}}
            """);

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Equal(["id-A"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task CleanUp_Stopped_GoesOnDeleting()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","Properties":{"Wait":"1"}}}}""", beforeSettled: _cloud.Type.Release);
        _cloud.Type.Hold();
        await StopDuringAsync("UpdateStack", """{"Resources":{"A":{"Type":"T"}}}""");

        Assert.Equal("UPDATE_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Equal(["id-A"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Delete_Stopped_GoesOnDeleting()
    {
        var created = await _cloud.CreateAsync(
            """{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","DependsOn":"A","Properties":{"Wait":"1"}}}}""", beforeSettled: _cloud.Type.Release);
        _cloud.Type.Hold();
        await _cloud.CallAsync("DeleteStack", new() { ["StackName"] = "main" });
        await StopAsync();

        Assert.Equal("DELETE_COMPLETE", (await _cloud.SettledAsync(created.Id)).Status);
        Assert.Empty(_cloud.Type.Existing);
    }

    [Fact]
    public async Task Stack_AfterARestart_IsRememberedWithItsHistory()
    {
        await _cloud.CreateAsync("""{"Resources":{"B":{"Type":"T"},"A":{"Type":"T"}},"Outputs":{"O":{"Value":"x"}}}""");
        var before = await _cloud.EventsAsync();

        await _cloud.RestartAsync();

        StackRecord stack = await _cloud.SettledAsync();
        Assert.Equal(before, await _cloud.EventsAsync());
        Assert.Equal(["B", "A"], stack.Resources.Select(resource => resource.LogicalId));
        Assert.Equal("x", stack.Outputs["O"]);
    }

    private async Task StopDuringAsync(string operation, string template)
    {
        await _cloud.CallAsync(operation, StackFixture.Of("main", template));
        await StopAsync();
    }

    /// <summary>Stops when the step that waits is reached; afterwards nothing waits any more.</summary>
    private async Task StopAsync()
    {
        await _cloud.Type.ReachedAsync();
        await _cloud.RestartAsync(_cloud.Type.Release);
    }
}
