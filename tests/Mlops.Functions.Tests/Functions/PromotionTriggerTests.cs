using System.Text.Json.Nodes;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Functions.Hosting;
using Mlops.Functions.PromotionTrigger;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class PromotionTriggerTests
{
    private const string Source = "arn:aws:sagemaker:us-east-1:111111111111:model-package/mlops-ridership/1";
    private const string Run = "2601010000-1a2b3c4";
    private const string Bucket = "dev-artifacts";
    private const string ModelKey = $"runs/ridership/{Run}/train/ridership-{Run}-train-0-0/output/model.tar.gz";

    private readonly World _world = new();
    private readonly JsonNode _event = JsonNode.Parse(RepoFiles.Read("events/model-deployed/deployed.json"))!;

    public PromotionTriggerTests()
    {
        _world.S3.Upload(Bucket, ModelKey, "trees");
        _world.S3.Upload(Bucket, $"runs/ridership/{Run}/prepare/baseline.json", "{}");
        _world.S3.Upload(Bucket, $"runs/ridership/{Run}/evaluate/evaluation.json", "{ }");
        _world.SageMaker.Packages[Source] = new DescribeModelPackageResponse
        {
            ModelPackageArn = Source,
            ModelApprovalStatus = ModelApprovalStatus.Approved,
            InferenceSpecification = new InferenceSpecification
            {
                Containers = [new ModelPackageContainerDefinition { Image = "image@sha256:1", ModelDataUrl = $"s3://{Bucket}/{ModelKey}" }],
                SupportedContentTypes = ["text/csv"],
            },
            CustomerMetadataProperties = new() { ["run"] = Run, ["model"] = Model, ["dataset"] = "d", ["gate"] = "overridden", ["gateNote"] = "overridden by Ada: fine" },
        };
    }

    private string Model => _event["detail"]!["model"]!.ToString();

    private CreateModelPackageRequest Registered => Assert.Single(_world.SageMaker.Registered);

    [Fact]
    public async Task Event_OfADeployedModel_CopiesItsFilesAndRegistersItWithWhereItCameFrom()
    {
        var answer = await InvokeAsync();

        var model = $"promoted/ridership/{Model}/model.tar.gz";
        Assert.Equal(("registered", "trees"), (answer["status"]!.ToString(), _world.Artifact(model)));
        Assert.Equal(("{}", "{ }"), (_world.Artifact($"runs/ridership/{Run}/prepare/baseline.json"), _world.Artifact($"runs/ridership/{Run}/evaluate/evaluation.json")));
        var container = Assert.Single(Registered.InferenceSpecification.Containers);
        Assert.Equal(($"s3://{World.Artifacts}/{model}", "image@sha256:1"), (container.ModelDataUrl, container.Image));
        Assert.Equal(("PendingManualApproval", "mlops-ridership"), (Registered.ModelApprovalStatus.Value, Registered.ModelPackageGroupName));
        Assert.Equal((Run, Model, "d", Source), (Property("run"), Property("model"), Property("dataset"), Property("promotedFrom")));
        Assert.Equal(("overridden", "overridden by Ada: fine"), (Property("gate"), Property("gateNote")));
    }

    [Fact]
    public async Task Event_ThatComesTwice_FindsThePackageOfTheFirst()
    {
        var first = await InvokeAsync();
        var copies = _world.S3.Copies;
        var second = await InvokeAsync();

        Assert.Equal(("duplicate", first["package"]!.ToString(), copies), (second["status"]!.ToString(), second["package"]!.ToString(), _world.S3.Copies));
    }

    [Fact]
    public async Task Event_AfterATryThatDiedBeforeItsNote_RegistersNothingTwice()
    {
        var first = await InvokeAsync();
        foreach (var note in _world.S3.Keys(World.Artifacts, "promoted/").Where(key => key.EndsWith(".json", StringComparison.Ordinal)))
        {
            _world.S3.Delete(World.Artifacts, note);
        }

        var second = await InvokeAsync();

        Assert.Equal(first["package"]!.ToString(), second["package"]!.ToString());
        Assert.Equal(32, Registered.ClientToken.Length);
    }

    [Theory]
    [InlineData("run", "another", "its run is 2601010000-1a2b3c4, the event says another")]
    [InlineData("model", "another", "the event says another")]
    public async Task Event_ThatSaysOtherwiseThanTheRegistry_IsRefused(string member, string value, string reason)
    {
        _event["detail"]![member] = value;

        Assert.Contains(reason, (await Assert.ThrowsAsync<PromotionRefusedException>(InvokeAsync)).Message, StringComparison.Ordinal);
        Assert.Empty(_world.SageMaker.Registered);
    }

    [Fact]
    public async Task Package_ThatIsNotApproved_IsRefused()
    {
        _world.SageMaker.Packages[Source].ModelApprovalStatus = ModelApprovalStatus.Rejected;

        Assert.Contains("it is Rejected", (await Assert.ThrowsAsync<PromotionRefusedException>(InvokeAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_OfAnotherAccountThanTheSender_IsRefused()
    {
        _event["account"] = "333333333333";

        Assert.Contains("no model package of account 333333333333", (await Assert.ThrowsAsync<MalformedEventException>(InvokeAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Event_OfAnotherPipeline_IsIgnored()
    {
        _event["detail"]!["pipeline"] = "demand";

        Assert.Equal("ignored", (await InvokeAsync())["status"]!.ToString());
    }

    [Fact]
    public async Task Event_WithEverythingMissing_NamesItAll()
    {
        var refused = await Assert.ThrowsAsync<MalformedEventException>(() => _world.InvokeAsync("promotion-trigger", "{}"));

        Assert.All(
            new[] { "source", "detail-type", "detail.version", "account", "detail.pipeline", "detail.run", "detail.model", "detail.package" },
            name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }

    private Task<JsonNode> InvokeAsync() => _world.InvokeAsync("promotion-trigger", _event.ToJsonString());

    private string Property(string name) => Registered.CustomerMetadataProperties[name];
}
