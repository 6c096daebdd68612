using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Tests.CloudFormation;

public sealed class StackDeployerTests : IAsyncDisposable
{
    private readonly StackFixture _cloud = new();
    private readonly List<ResourceEvent> _events = [];

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Fact]
    public async Task Deploy_ReferencesOutOfOrder_CreatesWhatIsUsedFirst()
    {
        await DeployAsync("""
            {"Resources":{
              "User":{"Type":"T","Properties":{"Text":{"Fn::Join":["",[{"Ref":"Used"},"/",{"Fn::GetAtt":["Used","Arn"]}]]}}},
              "Used":{"Type":"T","DependsOn":["First"],"Properties":{"Text":{"Fn::Sub":"${AWS::Region}-${!x}"}}},
              "First":{"Type":"T"}}}
            """);

        Assert.Equal(
            ["create First {}", "create Used {\"Text\":\"us-east-1-${x}\"}", "create User {\"Text\":\"id-Used/arn:Used\"}"], _cloud.Log);
    }

    [Fact]
    public async Task Deploy_SeveralProblems_ReportsEveryOneByLogicalIdAndCreatesNothing()
    {
        var error = await Assert.ThrowsAsync<TemplateException>(() => DeployAsync("""
            {"Resources":{
              "A":{"Type":"AWS::Unknown::Thing"},
              "B":{"Type":"T","Properties":{"Colour":1,"Text":{"Fn::Transform":"x"}}},
              "C":{"Type":"T","Properties":{"Text":{"Ref":"Nowhere"},"Other":{"Fn::GetAtt":["B","Size"]}}},
              "D":{"Type":"T","DependsOn":"E"},"E":{"Type":"T","Properties":{"Text":{"Ref":"D"}}}}}
            """));

        Assert.Empty(_cloud.Log);
        Assert.Equal(["A", "B", "B", "C", "C", "D"], error.Problems.Select(problem => problem.LogicalId).Order());
        Assert.Contains("main/A: unsupported resource type AWS::Unknown::Thing", error.Message, StringComparison.Ordinal);
        Assert.Contains("circular dependency: D -> E -> D", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_SameTemplateTwice_ChangesNothing()
    {
        const string Template = """{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""";
        await DeployAsync(Template);
        _cloud.Log.Clear();

        await DeployAsync(Template);

        Assert.Empty(_cloud.Log);
    }

    [Fact]
    public async Task Deploy_ChangedAndDroppedResources_UpdatesAndDeletes()
    {
        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}},"B":{"Type":"T"},"C":{"Type":"T","DeletionPolicy":"Retain"}}}""");
        _cloud.Log.Clear();

        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}}}}""");

        Assert.Equal(["update A {\"Text\":\"y\"}", "delete B"], _cloud.Log);
    }

    [Fact]
    public async Task Deploy_ResourceFails_PutsTheStackBack()
    {
        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""");
        _cloud.Log.Clear();

        var error = await Assert.ThrowsAsync<DeploymentException>(() => DeployAsync("""
            {"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}},"B":{"Type":"T"},"C":{"Type":"T","Properties":{"Fail":"no room"}}}}
            """));

        Assert.Equal("main/C (T): no room", error.Message);
        Assert.Equal(["update A {\"Text\":\"y\"}", "create B {}", "update A {\"Text\":\"x\"}", "delete B"], _cloud.Log);
    }

    [Fact]
    public async Task Deploy_CreateOnlyPropertyChanges_MakesTheNewOneAndDeletesTheOldOne()
    {
        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"old"}}}}""");
        _cloud.Log.Clear();

        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"new"}}}}""");

        Assert.Equal(["create A {\"Name\":\"new\"}", "delete A"], _cloud.Log);
        Assert.Equal("new", Assert.Single(Assert.Single(Deployer().Stacks).Resources).PhysicalId);
    }

    [Fact]
    public async Task Deploy_LogicalIdRenamed_KeepsTheResource()
    {
        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Name":"same"}}}}""");
        _cloud.Log.Clear();

        await DeployAsync("""{"Resources":{"B":{"Type":"T","Properties":{"Name":"same"}}}}""");

        Assert.Equal(["create B {\"Name\":\"same\"}"], _cloud.Log);
    }

    [Fact]
    public async Task Deploy_OnlyDeletionPolicyAdded_IsRemembered()
    {
        await DeployAsync("""{"Resources":{"A":{"Type":"T"},"B":{"Type":"T"}}}""");
        await DeployAsync("""{"Resources":{"A":{"Type":"T","DeletionPolicy":"Retain"},"B":{"Type":"T"}}}""");
        _cloud.Log.Clear();

        await DeployAsync("""{"Resources":{"B":{"Type":"T"}}}""");

        Assert.Empty(_cloud.Log);
    }

    [Fact]
    public async Task Deploy_LeftoverCannotBeDeleted_SaysSoAndSucceeds()
    {
        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"FailToDelete":"not empty"}},"B":{"Type":"T"}}}""");

        await DeployAsync("""{"Resources":{"B":{"Type":"T"}},"Outputs":{"O":{"Value":"x"}}}""");

        Assert.Contains(_events, item => item is { LogicalId: "A", Status: "DELETE_FAILED", Reason: "not empty" });
        Assert.Equal("x", Assert.Single(Deployer().Stacks).Outputs["O"]);
    }

    [Fact]
    public async Task Deploy_UpdateAndItsUndoFail_AppliesTheOldTemplateAgainNextTime()
    {
        const string Before = """{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""";
        await DeployAsync(Before);
        _cloud.Type.Broken = true;
        await Assert.ThrowsAsync<DeploymentException>(() => DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"y"}}}}"""));
        _cloud.Type.Broken = false;
        _cloud.Log.Clear();

        await DeployAsync(Before);

        Assert.Equal(["update A {\"Text\":\"x\"}"], _cloud.Log);
        Assert.Equal("UPDATE_ROLLBACK_COMPLETE", Assert.Single(Deployer().Stacks).Status);
    }

    [Fact]
    public async Task Deploy_ConditionIsFalse_LeavesResourceAndPropertyOut()
    {
        await DeployAsync("""
            {"Parameters":{"Stage":{"Type":"String","Default":"dev"}},
             "Conditions":{"Prod":{"Fn::Equals":[{"Ref":"Stage"},"prod"]}},
             "Resources":{
               "A":{"Type":"T","Condition":"Prod"},
               "B":{"Type":"T","Properties":{"Text":{"Fn::If":["Prod","p",{"Ref":"AWS::NoValue"}]},"Other":{"Fn::If":["Prod","p","d"]}}}}}
            """);

        Assert.Equal(["create B {\"Other\":\"d\"}"], _cloud.Log);
    }

    [Fact]
    public async Task Deploy_ImportedValue_ComesFromTheOtherStacksExport()
    {
        await DeployAsync(
            ("base", [], """{"Resources":{"A":{"Type":"T"}},"Outputs":{"O":{"Value":{"Fn::GetAtt":["A","Arn"]},"Export":{"Name":"base:A"}}}}"""),
            ("app", ["base"], """{"Resources":{"B":{"Type":"T","Properties":{"Text":{"Fn::ImportValue":"base:A"}}}}}"""));

        Assert.Equal(["create A {}", "create B {\"Text\":\"arn:A\"}"], _cloud.Log);
    }

    [Fact]
    public async Task Deploy_AfterRestart_RemembersWhatExists()
    {
        await DeployAsync("""{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}}}}""");
        _cloud.Log.Clear();

        await _cloud.RestartAsync();
        await Deployer().DeployAsync(Assembly(("main", [], """{"Resources":{"A":{"Type":"T","Properties":{"Text":"x"}},"B":{"Type":"T"}}}""")), new Progress(_events), TestContext.Current.CancellationToken);

        Assert.Equal(["create B {}"], _cloud.Log);
        Assert.Equal(["A", "B"], Assert.Single(Deployer().Stacks).Resources.Select(resource => resource.LogicalId));
    }

    [Fact]
    public async Task Deploy_TemplateEditedSinceItsSynthesis_DeploysTheEdit()
    {
        var file = Path.Combine(_cloud.Cloud.StateFolder, "main.template.json");
        var asset = new FileAsset(file, Zip: false, "assets", "hash-of-the-synthesis.json");
        var assembly = new CloudAssembly([new AssemblyStack { Name = "main", TemplateFile = file, DependsOn = [], Assets = [asset] }]);
        // As the publisher does: what is there already is left alone.
        var deployer = new StackDeployer(_cloud.Cloud, _cloud.Engine, _cloud.Api, _cloud.Types, (published, _) =>
        {
            _cloud.Objects.TryAdd($"{published.Bucket}/{published.Key}", File.ReadAllText(published.Path));
            return Task.CompletedTask;
        });

        foreach (var text in (string[])["x", "y"])
        {
            await File.WriteAllTextAsync(file, $$$"""{"Resources":{"A":{"Type":"T","Properties":{"Text":"{{{text}}}"} } } }""", TestContext.Current.CancellationToken);
            await deployer.DeployAsync(assembly, new Progress(_events), TestContext.Current.CancellationToken);
        }

        Assert.Equal(["create A {\"Text\":\"x\"}", "update A {\"Text\":\"y\"}"], _cloud.Log);
    }

    [Fact]
    public void Load_NoAssembly_SaysWhatToDo()
    {
        var error = Assert.Throws<TemplateException>(() => CloudAssembly.Load(_cloud.Cloud.StateFolder));

        Assert.Contains("mlops synth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_OfOneStack_HasThoseThatItDependsOn()
    {
        const string empty = """{"Resources":{}}""";
        var assembly = Assembly(("base", [], empty), ("middle", ["base"], empty), ("top", ["middle"], empty), ("other", ["base"], empty));

        Assert.Equal(["base", "middle", "top"], assembly.Only(["top"]).Stacks.Select(stack => stack.Name));
        Assert.Empty(assembly.Only(["nowhere"]).Stacks);
    }

    private Task DeployAsync(string template) => DeployAsync(("main", [], template));

    private Task DeployAsync(params (string Name, string[] DependsOn, string Template)[] stacks) =>
        Deployer().DeployAsync(Assembly(stacks), new Progress(_events), TestContext.Current.CancellationToken);

    private StackDeployer Deployer() => new(_cloud.Cloud, _cloud.Engine, _cloud.Api, _cloud.Types, (_, _) => Task.CompletedTask);

    private CloudAssembly Assembly(params (string Name, string[] DependsOn, string Template)[] stacks)
    {
        var artifacts = new JsonObject();
        foreach (var (name, dependsOn, template) in stacks)
        {
            File.WriteAllText(Path.Combine(_cloud.Cloud.StateFolder, $"{name}.template.json"), template);
            artifacts[name] = new JsonObject
            {
                ["type"] = "aws:cloudformation:stack",
                ["properties"] = new JsonObject { ["templateFile"] = $"{name}.template.json" },
                ["dependencies"] = new JsonArray([.. dependsOn.Select(item => (JsonNode?)item)]),
            };
        }

        File.WriteAllText(Path.Combine(_cloud.Cloud.StateFolder, "manifest.json"), new JsonObject { ["artifacts"] = artifacts }.ToJsonString());
        return CloudAssembly.Load(_cloud.Cloud.StateFolder);
    }

    private sealed class Progress(List<ResourceEvent> events) : IProgress<ResourceEvent>
    {
        public void Report(ResourceEvent value) => events.Add(value);
    }
}
