using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using CsCheck;
using Mlops.Functions.Hosting;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class RequestTriggerTests
{
    [Fact]
    public async Task HandleAsync_MinimalRequest_IsAManualOneNamedByTheEvent()
    {
        var world = new World();

        var answer = await InvokeAsync(world, "minimal.json");

        const string Name = "manual-74a0c143-8295-43a4-95b6-c12c3d4e5f60";
        Assert.Equal($$"""{"executions":[{"name":"{{Name}}","status":"started"}]}""", answer.ToJsonString());
        Assert.Equal(
            $$"""{"cache":"on","cause":"manual","force":false,"from":null,"notBefore":"2026-01-05T09:30:00Z","only":null,"override":null,"parameters":{},"pipeline":"ridership","request":"{{Name}}","requestedBy":null}""",
            world.StepFunctions.Input(Name));
    }

    [Fact]
    public async Task HandleAsync_FullRequest_SaysWhoAskedForWhat()
    {
        var world = new World();

        await InvokeAsync(world, "full.json");

        Assert.Equal(
            """{"cache":"on","cause":"ci","force":false,"from":null,"notBefore":"2026-01-05T09:45:00Z","only":null,"override":null,"parameters":{"data.history":"P2Y","hyperparameters.learning_rate":"0.1"},"pipeline":"ridership","request":"ci-build-1234","requestedBy":"jenkins/ridership-nightly"}""",
            world.StepFunctions.Input("ci-build-1234"));
    }

    [Fact]
    public async Task HandleAsync_UnknownMember_IsRefusedByName()
    {
        var exception = await Assert.ThrowsAsync<MalformedEventException>(() => InvokeAsync(new World(), "unknown-member.json"));

        Assert.Contains("detail.request is unknown", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("SUCCEEDED")]
    public async Task HandleAsync_SameRequestIdAgain_StartsNothingWhateverBecameOfTheFirst(string status)
    {
        var world = new World();
        await InvokeAsync(world, "full.json");
        world.StepFunctions.End(World.Execution("ci-build-1234"), ExecutionStatus.FindValue(status));
        var again = Example("full.json");
        (again["id"], again["time"]) = ("another", "2026-01-06T00:00:00Z");

        var answer = await world.InvokeAsync("request-trigger", again.ToJsonString());

        Assert.Equal("""{"executions":[{"name":"ci-build-1234","status":"coalesced"}]}""", answer.ToJsonString());
        Assert.Equal(["ci-build-1234"], world.StepFunctions.Started);
    }

    [Fact]
    public async Task HandleAsync_RequestForAnotherPipeline_IsIgnored()
    {
        var request = Example("minimal.json");
        request["detail"]!["pipeline"] = "other";
        var world = new World();

        var answer = await world.InvokeAsync("request-trigger", request.ToJsonString());

        Assert.Equal("ignored", (string)answer["executions"]![0]!["status"]!);
        Assert.Empty(world.StepFunctions.Started);
    }

    [Fact]
    public async Task HandleAsync_EverythingWrong_NamesEverything()
    {
        var request = Example("minimal.json");
        request["detail-type"] = "mlops.retrain.request";
        request["detail"] = JsonNode.Parse("""{ "cause": "upload", "force": "yes", "requestedBy": 7, "parameters": { "a": 1, "b": null } }""");

        var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("request-trigger", request.ToJsonString()));

        Assert.All(
            ["detail-type is", "detail.pipeline is missing", "detail.cause is 'upload'", "detail.force", "detail.requestedBy", "detail.parameters.a", "detail.parameters.b"],
            problem => Assert.Contains(problem, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task HandleAsync_StepAlone_IsInTheInput()
    {
        var world = new World();

        await world.InvokeAsync("request-trigger", Example("only-a-step.json").ToJsonString());

        var input = JsonNode.Parse(world.StepFunctions.Input("manual-try-63-leaves"))!;
        Assert.Equal(("train", null, "on"), ((string?)input["only"], (string?)input["from"], (string?)input["cache"]));
    }

    [Theory]
    [InlineData("""{ "from": "deploy" }""", "from is 'deploy', which is no step; the steps are prepare, train, evaluate")]
    [InlineData("""{ "from": "train", "only": "train" }""", "exclude each other")]
    [InlineData("""{ "from": "train", "cache": "off" }""", "exclude each other")]
    [InlineData("""{ "cache": "no" }""", "detail.cache is 'no' instead of 'on' or 'off'")]
    public async Task HandleAsync_StepsThatCannotBe_AreRefused(string members, string problem)
    {
        var request = Example("minimal.json");
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject())
        {
            request["detail"]![name] = value!.DeepClone();
        }

        var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("request-trigger", request.ToJsonString()));

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("requestId", 257)]
    [InlineData("requestedBy", 257)]
    public async Task HandleAsync_TooLongText_IsRefusedByName(string member, int length)
    {
        var request = Example("minimal.json");
        request["detail"]![member] = new string('a', length);

        var exception = await Assert.ThrowsAsync<MalformedEventException>(() => new World().InvokeAsync("request-trigger", request.ToJsonString()));

        Assert.Contains(member, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_AnyRequestId_StartsOneValidName() => await Gen.Select(Gen.String[1, 256], Gen.Bool).SampleAsync(async (id, ci) =>
    {
        var world = new World();
        var request = Example("minimal.json");
        (request["detail"]!["requestId"], request["detail"]!["cause"]) = (id, ci ? "ci" : "manual");
        await world.InvokeAsync("request-trigger", request.ToJsonString());
        await world.InvokeAsync("request-trigger", request.ToJsonString());
        var name = Assert.Single(world.StepFunctions.Started);
        return name.Length <= 80 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-');
    }, iter: 100);

    private static JsonNode Example(string name) => JsonNode.Parse(RepoFiles.Read($"events/retrain-requested/{name}"))!;

    private static Task<JsonNode> InvokeAsync(World world, string example) => world.InvokeAsync("request-trigger", Example(example).ToJsonString());
}
