using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Amazon.StepFunctions;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class ApprovalTriggerTests
{
    private const string Package = "arn:aws:sagemaker:eu-central-1:123456789012:model-package/mlops-ridership/3";
    private const string Name = "2601010000-1a2b3c4-v3";

    private readonly World _world = new();

    public ApprovalTriggerTests() => _world.SageMaker.Packages[Package] = new DescribeModelPackageResponse
    {
        ModelPackageArn = Package,
        ModelPackageVersion = 3,
        ModelApprovalStatus = ModelApprovalStatus.Approved,
        InferenceSpecification = new InferenceSpecification { Containers = [new ModelPackageContainerDefinition { Image = "image@sha256:1", ModelDataUrl = "s3://b/model.tar.gz" }] },
        CustomerMetadataProperties = new() { ["run"] = "2601010000-1a2b3c4", ["model"] = "m" },
    };

    [Fact]
    public async Task Approval_OfAPackage_StartsItsDeploymentInPlaceOfWhateverServes()
    {
        var started = await InvokeAsync();

        Assert.Equal((Name, "started"), (started["name"]!.ToString(), started["status"]!.ToString()));
        var input = JsonNode.Parse(_world.StepFunctions.Input(Name))!;
        Assert.Equal(
            """{"pipeline":"ridership","run":"2601010000-1a2b3c4","image":"image@sha256:1","modelData":"s3://b/model.tar.gz","model":"m","package":"arn:aws:sagemaker:eu-central-1:123456789012:model-package/mlops-ridership/3","champion":"any"}""",
            input.ToJsonString());
    }

    [Theory]
    [InlineData("RUNNING")]
    [InlineData("SUCCEEDED")]
    public async Task Approval_ThatComesTwice_FindsTheDeployment(string status)
    {
        Deploy(ExecutionStatus.FindValue(status));

        Assert.Equal((Name, "coalesced"), Answer(await InvokeAsync()));
    }

    [Fact]
    public async Task Approval_AfterADeploymentThatFailed_TriesAgain()
    {
        Deploy(ExecutionStatus.FAILED);

        Assert.Equal(($"{Name}-r1", "started"), Answer(await InvokeAsync()));
    }

    [Fact]
    public async Task Event_OfAPackageThatIsApprovedNoMore_IsIgnored()
    {
        _world.SageMaker.Packages[Package].ModelApprovalStatus = ModelApprovalStatus.Rejected;

        Assert.Contains("Rejected by now", (await InvokeAsync())["reason"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deployment_OfAnApprovedPackage_ReplacesAChampionThatItWasNotComparedWith()
    {
        _world.PutChampion("r1");
        var execution = _world.StepFunctions.Run("d", "{}", World.Start, World.DeployMachine);
        var members = new { pipeline = World.Pipeline, run = "r2", execution, now = World.Start, startedAt = World.Start, champion = "any" };

        var admitted = await _world.InvokeAsync("admit-deployment", members);
        await _world.InvokeAsync("promote", new { members.pipeline, members.run, execution, members.now, members.champion, model = "m", package = Package, modelData = "s3://b/model.tar.gz" });

        Assert.Equal("admitted", admitted["status"]!.ToString());
        Assert.Contains("\"run\":\"r2\"", _world.Artifact("champions/ridership.json"), StringComparison.Ordinal);
    }

    private void Deploy(ExecutionStatus status) =>
        _world.StepFunctions.End(_world.StepFunctions.Run(Name, "{}", World.Start, World.DeployMachine), status);

    private static (string, string) Answer(JsonNode execution) => (execution["name"]!.ToString(), execution["status"]!.ToString());

    private async Task<JsonNode> InvokeAsync()
    {
        var answer = await _world.InvokeAsync("approval-trigger", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["source"] = "aws.sagemaker",
            ["detail-type"] = "SageMaker Model Package State Change",
            ["detail"] = new { ModelPackageArn = Package, ModelApprovalStatus = "Approved" },
        }));
        return Assert.Single(answer["executions"]!.AsArray())!;
    }
}
