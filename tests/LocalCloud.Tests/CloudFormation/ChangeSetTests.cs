using System.Text.Json.Nodes;

namespace LocalCloud.Tests.CloudFormation;

public sealed class ChangeSetTests : IAsyncDisposable
{
    private const string Template = """{"Resources":{"A":{"Type":"T","Properties":{"Name":"one","Text":"x"}},"B":{"Type":"T","Properties":{"Text":{"Ref":"A"}}}}}""";

    private readonly StackFixture _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task CreateChangeSet_OfANewStack_LeavesItUnderReviewUntilItIsExecuted()
    {
        var created = await ChangeSetAsync(Template, "CREATE");
        var reviewed = await _cloud.StackAsync();
        var described = await DescribeAsync();

        await _cloud.CallAsync("ExecuteChangeSet", new() { ["ChangeSetName"] = created["Id"]!.ToString() });

        Assert.Equal("REVIEW_IN_PROGRESS", reviewed["StackStatus"]!.ToString());
        Assert.Equal(("CREATE_COMPLETE", "AVAILABLE"), (described["Status"]!.ToString(), described["ExecutionStatus"]!.ToString()));
        Assert.Equal(["Add A", "Add B"], described["Changes"]!.AsArray().Select(Short));
        Assert.Equal("CREATE_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Equal("EXECUTE_COMPLETE", (await DescribeAsync())["ExecutionStatus"]!.ToString());
    }

    [Fact]
    public async Task CreateChangeSet_Update_SaysWhatChangesAndWhatIsReplaced()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"one"}},"B":{"Type":"T","Properties":{"Text":{"Ref":"A"}}},"C":{"Type":"T"},"D":{"Type":"T"}}}""");

        await ChangeSetAsync("""
            {"Resources":{"A":{"Type":"T","Properties":{"Name":"two"}},"B":{"Type":"T","Properties":{"Text":{"Ref":"A"}}},"C":{"Type":"T","Properties":{"Text":"x"}}}}
            """);
        var changes = (await DescribeAsync(withValues: true))["Changes"]!.AsArray();

        Assert.Equal(["Modify A True", "Modify B False", "Modify C False", "Remove D"], changes.Select(Short));
        Assert.Equal(["Always", "Never", "Never"], changes.Take(3).Select(change => Detail(change)["Target"]!["RequiresRecreation"]!.ToString()));
        Assert.Equal(["Static", "Dynamic", "Static"], changes.Take(3).Select(change => Detail(change)["Evaluation"]!.ToString()));
        Assert.Equal(("ResourceReference", "A"), (Detail(changes[1])["ChangeSource"]!.ToString(), Detail(changes[1])["CausingEntity"]!.ToString()));
        Assert.Equal(("one", "two"), (Detail(changes[0])["Target"]!["BeforeValue"]!.ToString(), Detail(changes[0])["Target"]!["AfterValue"]!.ToString()));
        Assert.Equal("""{"Properties":{"Name":"two"}}""", changes[0]!["ResourceChange"]!["AfterContext"]!.ToString());
        Assert.Null((await DescribeAsync())["Changes"]![0]!["ResourceChange"]!["AfterContext"]);
    }

    [Fact]
    public async Task CreateChangeSet_ParameterChanges_NamesIt()
    {
        const string WithParameter = """{"Parameters":{"P":{"Type":"String"}},"Resources":{"A":{"Type":"T","Properties":{"Text":{"Ref":"P"}}}}}""";
        await _cloud.CreateAsync(With(WithParameter, ("P", "x")));

        var input = With(WithParameter, ("P", "y"));
        input["ChangeSetName"] = "set";
        await _cloud.CallAsync("CreateChangeSet", input);

        var detail = Detail(Assert.Single((await DescribeAsync())["Changes"]!.AsArray()));
        Assert.Equal(("ParameterReference", "P"), (detail["ChangeSource"]!.ToString(), detail["CausingEntity"]!.ToString()));
    }

    [Fact]
    public async Task CreateChangeSet_NothingChanges_FailsInTheWordsThatTheCdkKnows()
    {
        await _cloud.CreateAsync(Template);

        await ChangeSetAsync(Template);
        var described = await DescribeAsync();

        Assert.Equal(("FAILED", "UNAVAILABLE"), (described["Status"]!.ToString(), described["ExecutionStatus"]!.ToString()));
        Assert.Equal(
            "The submitted information didn't contain changes. Submit different information to create a change set.", described["StatusReason"]!.ToString());
        var refusal = await _cloud.RefusalAsync("ExecuteChangeSet", Named());
        Assert.Equal("InvalidChangeSetStatusException", refusal.Code);
    }

    [Fact]
    public async Task CreateChangeSet_OnlyAnOutputChanges_IsOneWithoutChanges()
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T"}}}""");

        await ChangeSetAsync("""{"Resources":{"A":{"Type":"T"}},"Outputs":{"O":{"Value":"x"}}}""");
        await _cloud.CallAsync("ExecuteChangeSet", Named());

        Assert.Equal("x", (await _cloud.SettledAsync()).Outputs["O"]);
    }

    [Fact]
    public async Task DescribeChangeSet_ManyChanges_ComesInPages()
    {
        var resources = new JsonObject(Enumerable.Range(0, 150).Select(index => KeyValuePair.Create($"R{index}", (JsonNode?)new JsonObject { ["Type"] = "T" })));
        await ChangeSetAsync(new JsonObject { ["Resources"] = resources }.ToJsonString(), "CREATE");

        var first = await DescribeAsync();
        var second = Named();
        second["NextToken"] = first["NextToken"]!.ToString();
        var rest = await _cloud.CallAsync("DescribeChangeSet", second);

        Assert.Equal((100, 50), (first["Changes"]!.AsArray().Count, rest["Changes"]!.AsArray().Count));
        Assert.Null(rest["NextToken"]);
    }

    [Fact]
    public async Task CreateChangeSet_SameTokenTwice_IsOne()
    {
        var input = StackFixture.Of("main", Template);
        (input["ChangeSetName"], input["ChangeSetType"], input["ClientToken"]) = ("set", "CREATE", "token");

        var first = await _cloud.CallAsync("CreateChangeSet", input);
        var second = await _cloud.CallAsync("CreateChangeSet", input);
        input["ClientToken"] = "other";
        var refusal = await _cloud.RefusalAsync("CreateChangeSet", input);

        Assert.Equal(first["Id"]!.ToString(), second["Id"]!.ToString());
        Assert.Equal("AlreadyExistsException", refusal.Code);
        Assert.Single((await _cloud.CallAsync("ListChangeSets", new() { ["StackName"] = "main" }))["Summaries"]!.AsArray());
    }

    [Fact]
    public async Task ExecuteChangeSet_SameTokenTwice_RunsOnce()
    {
        await ChangeSetAsync(Template, "CREATE");
        var input = Named();
        input["ClientRequestToken"] = "token";

        await _cloud.CallAsync("ExecuteChangeSet", input);
        await _cloud.SettledAsync();
        await _cloud.CallAsync("ExecuteChangeSet", input);

        Assert.Equal(2, _cloud.Log.Count);
    }

    [Fact]
    public async Task ExecuteChangeSet_Begun_IsUsedUpAtTheSameInstant()
    {
        var id = (await ChangeSetAsync(Template, "CREATE"))["StackId"]!.ToString();
        Task<JsonObject>? seen = null;

        await _cloud.Engine.FollowAsync(id, _ => seen ??= DescribeAsync(), () => _cloud.CallAsync("ExecuteChangeSet", Named()), TestContext.Current.CancellationToken);

        Assert.Equal("EXECUTE_IN_PROGRESS", (await seen!)["ExecutionStatus"]!.ToString());
    }

    [Fact]
    public async Task ChangeSet_AfterACreationThatFailedWithoutRollback_MakesWhatIsMissing()
    {
        var create = StackFixture.Of("main", """{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","DependsOn":"A","Properties":{"Fail":"no"}}}}""");
        create["DisableRollback"] = true;
        await _cloud.CreateAsync(create);

        await ChangeSetAsync("""{"Resources":{"A":{"Type":"T"},"B":{"Type":"T","DependsOn":"A"}}}""");
        var changes = (await DescribeAsync())["Changes"]!.AsArray().Select(Short).ToList();
        await _cloud.CallAsync("ExecuteChangeSet", Named());

        Assert.Equal(["Add B"], changes);
        Assert.Equal("UPDATE_COMPLETE", (await _cloud.SettledAsync()).Status);
        Assert.Equal(["id-A", "id-B"], _cloud.Type.Existing);
    }

    [Fact]
    public async Task DescribeChangeSet_NoEchoParameter_IsHidden()
    {
        var input = With("""{"Parameters":{"P":{"Type":"String","NoEcho":true}},"Resources":{"A":{"Type":"T"}}}""", ("P", "secret"));
        (input["ChangeSetName"], input["ChangeSetType"]) = ("set", "CREATE");
        await _cloud.CallAsync("CreateChangeSet", input);

        Assert.Equal("****", (await DescribeAsync())["Parameters"]![0]!["ParameterValue"]!.ToString());
    }

    [Fact]
    public async Task DescribeChangeSet_ValuesOfNoEchoParameters_AreHiddenAndOnlyThose()
    {
        const string WithSecret = """
            {"Parameters":{"P":{"Type":"String","NoEcho":true},"Q":{"Type":"String"}},
             "Resources":{"A":{"Type":"T","Properties":{"Name":{"Ref":"Q"},"Text":{"Fn::Sub":"key=${P}"}}}}}
            """;
        await _cloud.CreateAsync(With(WithSecret, ("P", "old secret"), ("Q", "one")));
        var input = With(WithSecret, ("P", "new secret"), ("Q", "two"));
        input["ChangeSetName"] = "set";
        await _cloud.CallAsync("CreateChangeSet", input);

        var described = await DescribeAsync(withValues: true);
        var change = Assert.Single(described["Changes"]!.AsArray())!["ResourceChange"]!;

        Assert.DoesNotContain("secret", described.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("""{"Properties":{"Name":"one","Text":"****"}}""", change["BeforeContext"]!.ToString());
        Assert.Equal("""{"Properties":{"Name":"two","Text":"****"}}""", change["AfterContext"]!.ToString());
        Assert.Equal(
            ["Name one two", "Text **** ****"],
            change["Details"]!.AsArray().Select(detail => detail!["Target"]!).Select(target => $"{target["Name"]} {target["BeforeValue"]} {target["AfterValue"]}"));
    }

    [Fact]
    public async Task DeleteChangeSet_OneThatIsNotThere_Succeeds()
    {
        await _cloud.CreateAsync(Template);
        await ChangeSetAsync("""{"Resources":{"A":{"Type":"T"}}}""");

        await _cloud.CallAsync("DeleteChangeSet", Named());
        await _cloud.CallAsync("DeleteChangeSet", Named());

        var refusal = await _cloud.RefusalAsync("DescribeChangeSet", Named());
        Assert.Equal(("ChangeSetNotFoundException", 404), (refusal.Code, refusal.Status));
    }

    [Fact]
    public async Task ChangeSet_StackUpdatedMeanwhile_IsObsolete()
    {
        await _cloud.CreateAsync(Template);
        await ChangeSetAsync("""{"Resources":{"A":{"Type":"T"}}}""");

        await _cloud.UpdateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"one"}}}}""");

        Assert.Equal("OBSOLETE", (await DescribeAsync())["ExecutionStatus"]!.ToString());
    }

    [Fact]
    public async Task CreateChangeSet_WrongType_IsRefused()
    {
        var missing = await Assert.ThrowsAsync<LocalCloud.Api.AwsException>(() => ChangeSetAsync(Template));
        await _cloud.CreateAsync(Template);
        var existing = await Assert.ThrowsAsync<LocalCloud.Api.AwsException>(() => ChangeSetAsync(Template, "CREATE"));

        Assert.Equal("Stack [main] does not exist", missing.Message);
        Assert.Equal("Stack [main] already exists and cannot be created again with the changeSet [set].", existing.Message);
    }

    private Task<JsonObject> ChangeSetAsync(string template, string type = "UPDATE")
    {
        var input = StackFixture.Of("main", template);
        (input["ChangeSetName"], input["ChangeSetType"]) = ("set", type);
        return _cloud.CallAsync("CreateChangeSet", input);
    }

    private Task<JsonObject> DescribeAsync(bool withValues = false)
    {
        var input = Named();
        input["IncludePropertyValues"] = withValues;
        return _cloud.CallAsync("DescribeChangeSet", input);
    }

    private static JsonObject Named() => new() { ["StackName"] = "main", ["ChangeSetName"] = "set" };

    private static JsonObject With(string template, params (string Name, string Value)[] parameters)
    {
        var input = StackFixture.Of("main", template);
        input["Parameters"] = new JsonArray([.. parameters.Select(given => new JsonObject { ["ParameterKey"] = given.Name, ["ParameterValue"] = given.Value })]);
        return input;
    }

    private static string Short(JsonNode? change)
    {
        var resource = change!["ResourceChange"]!;
        return $"{resource["Action"]} {resource["LogicalResourceId"]} {resource["Replacement"]}".TrimEnd();
    }

    private static JsonObject Detail(JsonNode? change) => Assert.Single(change!["ResourceChange"]!["Details"]!.AsArray())!.AsObject();
}
