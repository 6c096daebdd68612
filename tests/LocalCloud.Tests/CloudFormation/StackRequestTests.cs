using System.Text.Json.Nodes;

namespace LocalCloud.Tests.CloudFormation;

/// <summary>What requests may say, how they are refused, and what the queries answer.</summary>
public sealed class StackRequestTests : IAsyncDisposable
{
    private const string Template = """{"Description":"d","Resources":{"A":{"Type":"T"}},"Outputs":{"O":{"Description":"o","Value":{"Ref":"A"},"Export":{"Name":"e"}}}}""";

    private readonly StackFixture _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task CreateStack_NamedRoleWithoutCapability_IsRefused()
    {
        var input = StackFixture.Of("main", """{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"RoleName":"r"}}}}""");
        input["Capabilities"] = new JsonArray("CAPABILITY_IAM");

        var refusal = await _cloud.RefusalAsync("CreateStack", input);

        Assert.Equal(("InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_NAMED_IAM]"), (refusal.Code, refusal.Message));
        Assert.Empty(_cloud.Engine.Stacks);
    }

    [Theory]
    [InlineData("""{"Resources":{"A":{"Type":"X"},"B":{"Type":"T","Properties":{"Colour":1}}}}""", "Template format error: A: unsupported resource type X; B: unsupported property 'Colour' of T")]
    [InlineData("""{"Resources":{}}""", "Template format error: At least one Resources member must be defined.")]
    [InlineData("""{"Parameters":{"P":{"Type":"String"}},"Resources":{"A":{"Type":"T"}}}""", "Parameters: [P] must have values")]
    [InlineData("""{"Parameters":{"P":{"Type":"String","Default":"x","AllowedValues":["y"]}},"Resources":{"A":{"Type":"T"}}}""", "Parameter 'P' must be one of AllowedValues")]
    [InlineData("""{"Conditions":{"C":{"Fn::Equals":[{"Ref":"Nope"},"x"]}},"Resources":{"A":{"Type":"T","Condition":"C"}}}""", "'Nope' does not exist in this stack")]
    [InlineData("""{"Conditions":{"C":{"Fn::Equals":[{"Ref":"A"},"x"]}},"Resources":{"A":{"Type":"T"}}}""", "'A' does not exist in this stack")]
    [InlineData("""{"Conditions":{"C":{"Condition":"D"},"D":{"Fn::Not":[{"Condition":"C"}]}},"Resources":{"A":{"Type":"T"}}}""", "Template error: circular dependency of conditions: C -> D -> C")]
    [InlineData("""{"Parameters":{"P":{"Type":"AWS::SSM::Parameter::Value<String>","Default":"/none"}},"Resources":{"A":{"Type":"T"}}}""", "Unable to fetch parameters [/none] from parameter store for this account.")]
    public async Task CreateStack_BadTemplate_IsRefusedBeforeAnythingIsMade(string template, string message)
    {
        var refusal = await _cloud.RefusalAsync("CreateStack", StackFixture.Of("main", template));

        Assert.Equal(("ValidationError", 400, message), (refusal.Code, refusal.Status, refusal.Message));
        Assert.Empty(_cloud.Engine.Stacks);
    }

    [Theory]
    [InlineData("\"Type\":\"String\",\"MinLength\":3", "ab", "must contain at least 3 characters")]
    [InlineData("\"Type\":\"String\",\"MaxLength\":\"3\"", "abcd", "must contain at most 3 characters")]
    [InlineData("\"Type\":\"Number\"", "three", "must be a number")]
    [InlineData("\"Type\":\"Number\",\"MinValue\":1", "0.5", "must be a number not less than 1")]
    [InlineData("\"Type\":\"Number\",\"MaxValue\":10", "11", "must be a number not greater than 10")]
    [InlineData("\"Type\":\"List<Number>\",\"MaxValue\":10", "9, 11", "must be a number not greater than 10")]
    public async Task CreateStack_ParameterOutsideItsConstraints_IsRefused(string constraints, string value, string problem)
    {
        var input = StackFixture.Of("main", Declaring(constraints));
        input["Parameters"] = new JsonArray(new JsonObject { ["ParameterKey"] = "P", ["ParameterValue"] = value });

        Assert.Equal($"Parameter 'P' {problem}", (await _cloud.RefusalAsync("CreateStack", input)).Message);
    }

    [Theory]
    [InlineData("\"Type\":\"String\",\"MinLength\":3,\"MaxLength\":3", "abc")]
    [InlineData("\"Type\":\"Number\",\"MinValue\":-1,\"MaxValue\":1.5", "1.5")]
    [InlineData("\"Type\":\"List<Number>\",\"MinValue\":1", "1, 2")]
    public async Task CreateStack_ParameterWithinItsConstraints_IsTaken(string constraints, string value)
    {
        var input = StackFixture.Of("main", Declaring(constraints));
        input["Parameters"] = new JsonArray(new JsonObject { ["ParameterKey"] = "P", ["ParameterValue"] = value });

        Assert.Equal("CREATE_COMPLETE", (await _cloud.CreateAsync(input)).Status);
    }

    [Fact]
    public async Task CreateStack_TemplateUrlAndSsmParameter_AreResolved()
    {
        _cloud.Objects["bucket/t.json"] = """{"Parameters":{"P":{"Type":"AWS::SSM::Parameter::Value<String>","Default":"/v"}},"Resources":{"A":{"Type":"T","Properties":{"Text":{"Ref":"P"}}}}}""";
        _cloud.Parameters["/v"] = "33";

        await _cloud.CreateAsync(new() { ["StackName"] = "main", ["TemplateURL"] = "http://127.0.0.1:4566/bucket/t.json" });

        Assert.Equal(["create A {\"Text\":\"33\"}"], _cloud.Log);
        Assert.Equal(("/v", "33"), Parameter(await _cloud.StackAsync()));
    }

    [Theory]
    [InlineData("https://bucket.s3.us-east-1.amazonaws.com/t.json", null)]
    [InlineData("https://s3.us-east-1.amazonaws.com/bucket/t.json", null)]
    [InlineData("https://s3.us-east-1.amazonaws.com/bucket/none.json", "S3 error: The specified key does not exist.")]
    [InlineData("https://example.com/t.json", "TemplateURL must be a supported URL.")]
    public async Task ValidateTemplate_Url_IsReadFromS3Alone(string url, string? problem)
    {
        _cloud.Objects["bucket/t.json"] = Template;
        var input = new JsonObject { ["TemplateURL"] = url };

        Assert.Equal(problem ?? "d", problem is null
            ? (await _cloud.CallAsync("ValidateTemplate", input))["Description"]!.ToString()
            : (await _cloud.RefusalAsync("ValidateTemplate", input)).Message);
    }

    [Fact]
    public async Task UpdateStack_UsePreviousValue_KeepsIt()
    {
        const string WithParameter = """{"Parameters":{"P":{"Type":"String","Default":"d"}},"Resources":{"A":{"Type":"T","Properties":{"Text":{"Ref":"P"}}},"B":{"Type":"T"}}}""";
        var create = StackFixture.Of("main", WithParameter);
        create["Parameters"] = new JsonArray(new JsonObject { ["ParameterKey"] = "P", ["ParameterValue"] = "x" });
        await _cloud.CreateAsync(create);

        var update = new JsonObject
        {
            ["StackName"] = "main",
            ["TemplateBody"] = WithParameter.Replace(",\"B\":{\"Type\":\"T\"}", "", StringComparison.Ordinal),
            ["Parameters"] = new JsonArray(new JsonObject { ["ParameterKey"] = "P", ["UsePreviousValue"] = true }),
        };
        var stack = await _cloud.DoAsync("UpdateStack", update);

        Assert.Equal("x", stack.Current!.Parameters["P"]);
        Assert.Equal("delete B", _cloud.Log[^1]);
    }

    [Fact]
    public async Task UpdateStack_NothingChanges_IsRefused()
    {
        await _cloud.CreateAsync(Template);

        var refusal = await _cloud.RefusalAsync("UpdateStack", new() { ["StackName"] = "main", ["UsePreviousTemplate"] = true });

        Assert.Equal(("ValidationError", "No updates are to be performed."), (refusal.Code, refusal.Message));
    }

    [Fact]
    public async Task UpdateStack_ResourceOfAnotherType_IsRefused()
    {
        await _cloud.CreateAsync(Template);

        var input = StackFixture.Of("main", """{"Resources":{"A":{"Type":"AWS::IAM::Role"}}}""");
        input["Capabilities"] = new JsonArray("CAPABILITY_IAM");
        var refusal = await _cloud.RefusalAsync("UpdateStack", input);

        Assert.StartsWith("Update of resource type is not permitted.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateStack_RoleThatCannotBeAssumed_IsRefused()
    {
        var input = StackFixture.Of("main", Template);
        input["RoleARN"] = "arn:aws:iam::000000000000:role/bad";

        Assert.Equal("Role arn:aws:iam::000000000000:role/bad is invalid or cannot be assumed", (await _cloud.RefusalAsync("CreateStack", input)).Message);
    }

    [Fact]
    public async Task DeleteStack_RoleThatCannotBeAssumed_IsRefused()
    {
        await _cloud.CreateAsync(Template);

        var refusal = await _cloud.RefusalAsync("DeleteStack", new() { ["StackName"] = "main", ["RoleARN"] = "arn:aws:iam::000000000000:role/bad" });

        Assert.Equal("Role arn:aws:iam::000000000000:role/bad is invalid or cannot be assumed", refusal.Message);
        Assert.Equal("CREATE_COMPLETE", (await _cloud.SettledAsync()).Status);
    }

    [Theory]
    [InlineData("RollbackStack", true)]
    [InlineData("ContinueUpdateRollback", false)]
    public async Task RollBack_WithARole_ActsAsIt(string operation, bool isDisabled)
    {
        await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""");
        _cloud.Type.Broken = true;
        var update = StackFixture.Of("main", """{"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}}}}""");
        update["DisableRollback"] = isDisabled;
        await _cloud.DoAsync("UpdateStack", update);
        _cloud.Type.Broken = false;
        JsonObject As(string role) => new() { ["StackName"] = "main", ["RoleARN"] = $"arn:aws:iam::000000000000:role/{role}" };

        var refusal = await _cloud.RefusalAsync(operation, As("bad"));
        await _cloud.DoAsync(operation, As("good"));

        Assert.Equal("Role arn:aws:iam::000000000000:role/bad is invalid or cannot be assumed", refusal.Message);
        Assert.Equal("good", Assert.IsType<LocalCloud.Api.Principal.Role>(_cloud.Actors.Last()).RoleName);
    }

    [Fact]
    public async Task CreateStack_MembersThatAreNotBuilt_AreRefusedTogether()
    {
        var input = StackFixture.Of("main", Template);
        input["NotificationARNs"] = new JsonArray("arn:aws:sns:us-east-1:000000000000:topic");
        input["StackPolicyBody"] = "{}";

        var refusal = await _cloud.RefusalAsync("CreateStack", input);

        Assert.Contains("NotificationARNs is not supported", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("StackPolicyBody is not supported", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateStack_SameTokenTwice_IsOneStack()
    {
        var input = StackFixture.Of("main", Template);
        input["ClientRequestToken"] = "token";

        var first = await _cloud.CallAsync("CreateStack", input);
        await _cloud.SettledAsync();
        var second = await _cloud.CallAsync("CreateStack", input);

        Assert.Equal(first["StackId"]!.ToString(), second["StackId"]!.ToString());
        Assert.Single(_cloud.Log);
    }

    [Fact]
    public async Task DeleteStack_Protected_IsRefused()
    {
        await _cloud.CreateAsync(Template);
        await _cloud.CallAsync("UpdateTerminationProtection", new() { ["StackName"] = "main", ["EnableTerminationProtection"] = true });

        var refusal = await _cloud.RefusalAsync("DeleteStack", new() { ["StackName"] = "main" });

        Assert.StartsWith("Stack [main] cannot be deleted while TerminationProtection is enabled", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeletedStack_IsFoundByItsIdAlone()
    {
        var created = await _cloud.CreateAsync(Template);
        await _cloud.DeleteAsync();

        Assert.Equal("Stack with id main does not exist", (await _cloud.RefusalAsync("DescribeStacks", new() { ["StackName"] = "main" })).Message);
        Assert.Equal("DELETE_COMPLETE", (await _cloud.StackAsync(created.Id))["StackStatus"]!.ToString());
        var listed = await _cloud.CallAsync("ListStacks", new() { ["StackStatusFilter"] = new JsonArray("DELETE_COMPLETE") });
        Assert.Equal(created.Id, Assert.Single(listed["StackSummaries"]!.AsArray())!["StackId"]!.ToString());
        Assert.Matches("^arn:aws:cloudformation:us-east-1:000000000000:stack/main/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", created.Id);
    }

    [Fact]
    public async Task Queries_OfAStack_ShowWhatItHas()
    {
        var stack = await _cloud.CreateAsync(Template);
        var byName = new JsonObject { ["StackName"] = "main" };
        var ofA = new JsonObject { ["StackName"] = "main", ["LogicalResourceId"] = "A" };

        var output = (await _cloud.StackAsync())["Outputs"]![0]!;
        Assert.Equal(("O", "id-A", "o", "e"), (Text(output, "OutputKey"), Text(output, "OutputValue"), Text(output, "Description"), Text(output, "ExportName")));
        Assert.Equal("id-A", Text((await _cloud.CallAsync("DescribeStackResource", ofA.DeepClone().AsObject()))["StackResourceDetail"]!, "PhysicalResourceId"));
        Assert.Equal("A", Text((await _cloud.CallAsync("DescribeStackResources", new() { ["PhysicalResourceId"] = "id-A" }))["StackResources"]![0]!, "LogicalResourceId"));
        Assert.Equal("CREATE_COMPLETE", Text((await _cloud.CallAsync("ListStackResources", byName.DeepClone().AsObject()))["StackResourceSummaries"]![0]!, "ResourceStatus"));
        Assert.Equal(Template, Text(await _cloud.CallAsync("GetTemplate", byName.DeepClone().AsObject()), "TemplateBody"));
        Assert.Equal("T", (await _cloud.CallAsync("GetTemplateSummary", byName.DeepClone().AsObject()))["ResourceTypes"]![0]!.ToString());
        var export = Assert.Single((await _cloud.CallAsync("ListExports", []))["Exports"]!.AsArray())!;
        Assert.Equal((stack.Id, "e", "id-A"), (Text(export, "ExportingStackId"), Text(export, "Name"), Text(export, "Value")));
    }

    [Fact]
    public async Task StackId_InATemplate_IsTheRealOne()
    {
        var stack = await _cloud.CreateAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":{"Ref":"AWS::StackId"}}}}}""");

        Assert.Equal(stack.Id, stack.Find("A")!.Properties["Text"]!.ToString());
    }

    private static string Text(JsonNode node, string member) => node[member]!.ToString();

    private static string Declaring(string constraints) =>
        """{"Parameters":{"P":{CONSTRAINTS}},"Resources":{"A":{"Type":"T"}}}""".Replace("CONSTRAINTS", constraints, StringComparison.Ordinal);

    private static (string Value, string Resolved) Parameter(JsonObject stack) =>
        (Text(stack["Parameters"]![0]!, "ParameterValue"), Text(stack["Parameters"]![0]!, "ResolvedValue"));
}
