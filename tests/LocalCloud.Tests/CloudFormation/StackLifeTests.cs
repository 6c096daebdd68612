using System.Text.Json.Nodes;

namespace LocalCloud.Tests.CloudFormation;

/// <summary>The lives of a stack: what it is called on the way, what is made and undone, and that nothing is left behind.</summary>
public sealed class StackLifeTests : IAsyncDisposable
{
    private readonly StackFixture _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Create_Succeeds_TellsEachStep()
    {
        var stack = await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","Properties":{"Text":{"Ref":"A"}}}}}""");

        Assert.Equal("CREATE_COMPLETE", stack.Status);
        Assert.Equal(
            ["main CREATE_IN_PROGRESS", "A CREATE_IN_PROGRESS", "A CREATE_COMPLETE", "B CREATE_IN_PROGRESS", "B CREATE_COMPLETE", "main CREATE_COMPLETE"],
            await _cloud.EventsAsync());
        Assert.Equal("id-B", (await _cloud.HistoryAsync())[4]["PhysicalResourceId"]!.ToString());
    }

    [Fact]
    public async Task Create_ResourceFails_RollsBackAndCanOnlyBeDeleted()
    {
        var stack = await _cloud.CreateAsync(
            """{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","DependsOn":"A","Properties":{"FailHalfway":"no room"}}}}""");

        Assert.Equal("ROLLBACK_COMPLETE", stack.Status);
        Assert.Empty(_cloud.Type.Existing);
        Assert.Equal(["delete B", "delete A"], _cloud.Log.TakeLast(2));
        Assert.Equal(
            "The following resource(s) failed to create: [B]. Rollback requested by user.",
            (await _cloud.HistoryAsync()).Single(told => told["ResourceStatus"]!.ToString() == "ROLLBACK_IN_PROGRESS")["ResourceStatusReason"]!.ToString());
        var refusal = await _cloud.RefusalAsync("UpdateStack", StackFixture.Of("main", """{"Resources":{"A":{"Type":"T"}}}"""));
        Assert.Equal(("ValidationError", $"Stack:{stack.Id} is in ROLLBACK_COMPLETE state and can not be updated."), (refusal.Code, refusal.Message));
        Assert.Equal("DELETE_COMPLETE", (await DeletedAsync(stack.Id)).Status);
    }

    [Theory]
    [InlineData("OnFailure", "DO_NOTHING", "CREATE_FAILED", 1)]
    [InlineData("OnFailure", "DELETE", "DELETE_COMPLETE", 0)]
    [InlineData("DisableRollback", "true", "CREATE_FAILED", 1)]
    public async Task Create_FailsWithAnotherWish_IsGranted(string member, string value, string status, int remaining)
    {
        var input = StackFixture.Of("main", """{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","DependsOn":"A","Properties":{"Fail":"no"}}}}""");
        input[member] = value == "true" ? true : value;
        var id = (await _cloud.CallAsync("CreateStack", input))["StackId"]!.ToString();

        Assert.Equal(status, (await _cloud.SettledAsync(id)).Status);
        Assert.Equal(remaining, _cloud.Type.Existing.Count());
    }

    [Fact]
    public async Task Update_ChangedReplacedAndDropped_CleansUpAfterwards()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}},"B":{"Type":"T","Properties":{"Name":"old"}},"C":{"Type":"T"}}}""");
        var created = (await _cloud.EventsAsync()).Length;

        var stack = await _cloud.UpdateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}},"B":{"Type":"T","Properties":{"Name":"new"}}}}""");

        Assert.Equal("UPDATE_COMPLETE", stack.Status);
        Assert.Equal(["id-A", "new"], _cloud.Type.Existing);
        Assert.Equal(
            ["main UPDATE_IN_PROGRESS", "A UPDATE_IN_PROGRESS", "A UPDATE_COMPLETE", "B CREATE_IN_PROGRESS", "B CREATE_COMPLETE",
                "main UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "C DELETE_IN_PROGRESS", "C DELETE_COMPLETE", "B DELETE_IN_PROGRESS", "B DELETE_COMPLETE",
                "main UPDATE_COMPLETE"],
            (await _cloud.EventsAsync())[created..]);
    }

    [Fact]
    public async Task Update_ResourceFails_RestoresWhatWasAndDeletesWhatIsNew()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}},"B":{"Type":"T","Properties":{"Name":"old"}}}}""");
        var created = (await _cloud.EventsAsync()).Length;

        var stack = await _cloud.UpdateAsync("""
            {"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}},"B":{"Type":"T","Properties":{"Name":"new"}},"C":{"Type":"T"},
              "D":{"Type":"T","DependsOn":["A","B","C"],"Properties":{"FailHalfway":"no room"}}}}
            """);

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", stack.Status);
        Assert.Equal(["id-A", "old"], _cloud.Type.Existing);
        Assert.Equal("x", stack.Find("A")!.Properties["Text"]!.ToString());
        Assert.Equal(["A", "B"], stack.Resources.Select(resource => resource.LogicalId));
        Assert.Equal(
            ["D CREATE_FAILED", "main UPDATE_ROLLBACK_IN_PROGRESS", "A UPDATE_IN_PROGRESS", "A UPDATE_COMPLETE",
                "main UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "D DELETE_IN_PROGRESS", "D DELETE_COMPLETE", "C DELETE_IN_PROGRESS", "C DELETE_COMPLETE",
                "B DELETE_IN_PROGRESS", "B DELETE_COMPLETE", "main UPDATE_ROLLBACK_COMPLETE"],
            (await _cloud.EventsAsync())[(created + 9)..]);
    }

    [Fact]
    public async Task Update_RollbackFails_ContinuesWhenAskedTo()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""");
        _cloud.Type.Broken = true;
        var failed = await _cloud.UpdateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}},"B":{"Type":"T"}}}""");
        _cloud.Type.Broken = false;

        var continued = await _cloud.DoAsync("ContinueUpdateRollback", new() { ["StackName"] = "main" });

        Assert.Equal(("UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_COMPLETE"), (failed.Status, continued.Status));
        Assert.Equal("update A {\"Text\":\"x\"}", _cloud.Log[^1]);
    }

    [Fact]
    public async Task Update_RollbackFailsForASkippedResource_TakesItForRolledBack()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""");
        _cloud.Type.Broken = true;
        await _cloud.UpdateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}}}}""");

        var continued = await _cloud.DoAsync("ContinueUpdateRollback", new() { ["StackName"] = "main", ["ResourcesToSkip"] = new JsonArray("A") });

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", continued.Status);
    }

    [Fact]
    public async Task Update_FailsWithoutRollback_StaysAndIsRolledBackLater()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""");
        var update = StackFixture.Of("main", """
            {"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}},"B":{"Type":"T","DependsOn":"A","Properties":{"Fail":"no"}}}}
            """);
        update["DisableRollback"] = true;
        var failed = await _cloud.DoAsync("UpdateStack", update);

        var rolledBack = await _cloud.DoAsync("RollbackStack", new() { ["StackName"] = "main" });

        Assert.Equal(("UPDATE_FAILED", "UPDATE_ROLLBACK_COMPLETE"), (failed.Status, rolledBack.Status));
        Assert.Equal("update A {\"Text\":\"x\"}", _cloud.Log[^1]);
        Assert.Equal(["id-A"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Update_Cancelled_RollsBack()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""");
        await _cloud.CallAsync("UpdateStack", StackFixture.Of("main", """
            {"Resources":{"A":{"Type":"T","Properties":{"Text":"y","Wait":"1"}},"B":{"Type":"T","DependsOn":"A"}}}
            """));
        await _cloud.Type.ReachedAsync();

        await _cloud.CallAsync("CancelUpdateStack", new() { ["StackName"] = "main" });
        _cloud.Type.Release();

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Equal(["id-A"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Operation_UnderWay_RefusesAnother()
    {
        var template = """{"Resources":{"A":{"Type":"T","Properties":{"Wait":"1"}}}}""";
        var id = (await _cloud.CallAsync("CreateStack", StackFixture.Of("main", template)))["StackId"]!.ToString();
        await _cloud.Type.ReachedAsync();

        var update = await _cloud.RefusalAsync("UpdateStack", StackFixture.Of("main", template));
        var create = await _cloud.RefusalAsync("CreateStack", StackFixture.Of("main", template));

        Assert.Equal($"Stack:{id} is in CREATE_IN_PROGRESS state and can not be updated.", update.Message);
        Assert.Equal(("AlreadyExistsException", "Stack [main] already exists"), (create.Code, create.Message));
    }

    [Fact]
    public async Task Delete_BegunWhenTheCreationIsTold_IsDoneOnce()
    {
        var template = """{"Resources":{"A":{"Type":"T","Properties":{"Name":"a"}}}}""";
        var id = (await _cloud.CallAsync("CreateChangeSet", Reviewed(template)))["StackId"]!.ToString();
        Task? deletion = null;

        // Told by the very task that has created it, which must not take up what begins meanwhile.
        await _cloud.Engine.FollowAsync(
            id,
            told => deletion ??= told.ResourceStatus == "CREATE_COMPLETE" && told.LogicalResourceId == "main"
                ? _cloud.CallAsync("DeleteStack", new() { ["StackName"] = "main" }) : null,
            () => _cloud.CallAsync("ExecuteChangeSet", new() { ["StackName"] = "main", ["ChangeSetName"] = "set" }),
            TestContext.Current.CancellationToken);
        await deletion!;

        Assert.Equal("DELETE_COMPLETE", (await _cloud.SettledAsync(id)).Status);
        Assert.Equal(["main DELETE_IN_PROGRESS", "A DELETE_IN_PROGRESS", "A DELETE_COMPLETE", "main DELETE_COMPLETE"], (await _cloud.EventsAsync(id))[^4..]);
        Assert.Equal(["delete A"], _cloud.Log.Where(line => line.StartsWith("delete", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Create_SameExportsInManyStacksAtOnce_SucceedsInOne()
    {
        // Many names: to compare them takes so long that all the stacks do it at once.
        var outputs = string.Join(',', Enumerable.Range(0, 200).Select(number => $$$"""
            "O{{{number}}}":{"Value":"v","Export":{"Name":"e{{{number}}}"}}
            """));
        var template = """{"Resources":{"A":{"Type":"T","Properties":{"Wait":"1"}}},"Outputs":{OUTPUTS}}""".Replace("OUTPUTS", outputs, StringComparison.Ordinal);
        var names = Enumerable.Range(0, 16).Select(number => $"stack{number}").ToList();
        foreach (var name in names)
        {
            await _cloud.CallAsync("CreateStack", StackFixture.Of(name, template));
        }

        _cloud.Type.Release();

        var stacks = await Task.WhenAll(names.Select(_cloud.SettledAsync));
        Assert.Equal("CREATE_COMPLETE", Assert.Single(stacks.Select(stack => stack.Status), status => status != "ROLLBACK_COMPLETE"));
        Assert.NotEmpty((await _cloud.CallAsync("ListExports", []))["Exports"]!.AsArray());
    }

    [Fact]
    public async Task Update_AfterACreationThatFailedWithoutRollback_GoesOnWhereItStopped()
    {
        var create = StackFixture.Of("main", """{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","DependsOn":"A"}}}""");
        create["DisableRollback"] = true;
        _cloud.Type.Closed = true;
        var failed = await _cloud.CreateAsync(create);
        _cloud.Type.Closed = false;

        var updated = await _cloud.UpdateAsync(create["TemplateBody"]!.ToString());

        Assert.Equal(("CREATE_FAILED", "UPDATE_COMPLETE"), (failed.Status, updated.Status));
        Assert.Equal(["id-A", "id-B"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Update_OfAnotherNameThanTheOneThatFailedHalfway_LeavesNoneOfTheOld()
    {
        var create = StackFixture.Of("main", """{"Resources":{"A":{"Type":"T","Properties":{"Name":"old","FailHalfway":"no"}}}}""");
        create["DisableRollback"] = true;
        await _cloud.CreateAsync(create);

        await _cloud.UpdateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"new"}}}}""");

        Assert.Equal(["new"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Delete_OneResourceCannotBe_KeepsWhatItUsesAndGoesOnTheSecondTime()
    {
        await _cloud.CreateAsync("""
            {"Resources":{"A":{"Type":"T"},"B":{"Type":"T","DependsOn":"A","Properties":{"FailToDelete":"not empty"}},"C":{"Type":"T"}}}
            """);

        var failed = await _cloud.DeleteAsync();

        Assert.Equal(("DELETE_FAILED", "The following resource(s) failed to delete: [B]. "), (failed.Status, failed.StatusReason));
        Assert.Equal(["id-A", "id-B"], _cloud.Type.Existing);
        _cloud.Type.Stuck = false;
        Assert.Equal("DELETE_COMPLETE", (await DeletedAsync(failed.Id)).Status);
        Assert.Empty(_cloud.Type.Existing);
    }

    [Fact]
    public async Task Delete_RetainedResources_AreLeftAlone()
    {
        var created = await _cloud.CreateAsync("""
            {"Resources":{"A":{"Type":"T","DeletionPolicy":"Retain"},"B":{"Type":"T","DeletionPolicy":"RetainExceptOnCreate"},
              "C":{"Type":"T","Properties":{"FailToDelete":"not empty"}}}}
            """);
        await _cloud.DeleteAsync();

        await _cloud.CallAsync("DeleteStack", new() { ["StackName"] = "main", ["RetainResources"] = new JsonArray("C") });

        Assert.Equal("DELETE_COMPLETE", (await _cloud.SettledAsync(created.Id)).Status);
        Assert.Equal(["id-A", "id-B", "id-C"], _cloud.Type.Existing);
        Assert.Equal(["B DELETE_SKIPPED", "A DELETE_SKIPPED"], (await _cloud.EventsAsync(created.Id)).Where(told => told.EndsWith("SKIPPED", StringComparison.Ordinal)).Take(2));
    }

    [Fact]
    public async Task Create_FailsWithPolicies_RetainExceptOnCreateIsDeleted()
    {
        await _cloud.CreateAsync("""
            {"Resources":{"A":{"Type":"T","DeletionPolicy":"Retain"},"B":{"Type":"T","DeletionPolicy":"RetainExceptOnCreate"},
              "C":{"Type":"T","DependsOn":["A","B"],"Properties":{"Fail":"no"}}}}
            """);

        Assert.Equal(["id-A"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Update_ReplacedWithPolicyRetain_KeepsTheOldOne()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","UpdateReplacePolicy":"Retain","Properties":{"Name":"old"}}}}""");

        await _cloud.UpdateAsync("""{"Resources":{"A":{"Type":"T","UpdateReplacePolicy":"Retain","Properties":{"Name":"new"}}}}""");

        Assert.Equal(["new", "old"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task Delete_ExportInUse_StaysAndSaysWhoUsesIt()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T"}},"Outputs":{"O":{"Value":"v","Export":{"Name":"e"}}}}""", "base");
        await _cloud.CreateAsync("""{"Resources":{"B":{"Type":"T","Properties":{"Text":{"Fn::ImportValue":"e"}}}}}""", "app");

        var kept = await _cloud.DeleteAsync("base");

        Assert.Equal(("CREATE_COMPLETE", "Export e cannot be deleted as it is in use by app"), (kept.Status, kept.StatusReason));
        Assert.Equal(["app"], (await _cloud.CallAsync("ListImports", new() { ["ExportName"] = "e" }))["Imports"]!.AsArray().Select(name => name!.ToString()));
    }

    [Theory]
    [InlineData("""{"Resources":{"A":{"Type":"T"}},"Outputs":{"O":{"Value":"w","Export":{"Name":"e"}}}}""", "updated")]
    [InlineData("""{"Resources":{"A":{"Type":"T"}},"Outputs":{"O":{"Value":"v"}}}""", "deleted")]
    public async Task Update_ExportInUse_RollsBack(string template, string done)
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T"}},"Outputs":{"O":{"Value":"v","Export":{"Name":"e"}}}}""", "base");
        await _cloud.CreateAsync("""{"Resources":{"B":{"Type":"T","Properties":{"Text":{"Fn::ImportValue":"e"}}}}}""", "app");

        var stack = await _cloud.UpdateAsync(template, "base");

        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", stack.Status);
        Assert.Contains(
            await _cloud.HistoryAsync("base"),
            told => told["ResourceStatusReason"]?.ToString() == $"Export e cannot be {done} as it is in use by app");
        Assert.Equal("v", stack.Exports["e"]);
    }

    [Fact]
    public async Task Create_NameOfAnotherStacksResource_FailsWithoutTouchingIt()
    {
        var first = await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"data"}}}}""", "first");

        var second = await _cloud.CreateAsync("""{"Resources":{"B":{"Type":"T","Properties":{"Name":"data"}}}}""", "second");

        Assert.Equal("ROLLBACK_COMPLETE", second.Status);
        Assert.Equal($"data already exists in stack {first.Id}", Assert.Single(
            await _cloud.HistoryAsync("second"), told => told["ResourceStatus"]!.ToString() == "CREATE_FAILED")["ResourceStatusReason"]!.ToString());
        Assert.Equal(["data"], _cloud.Type.Existing);
    }

    private static JsonObject Reviewed(string template)
    {
        var input = StackFixture.Of("main", template);
        (input["ChangeSetName"], input["ChangeSetType"]) = ("set", "CREATE");
        return input;
    }

    private async Task<LocalCloud.CloudFormation.StackRecord> DeletedAsync(string id)
    {
        await _cloud.CallAsync("DeleteStack", new() { ["StackName"] = "main" });
        return await _cloud.SettledAsync(id);
    }
}
