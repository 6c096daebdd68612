using System.Text;
using System.Text.Json.Nodes;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.EventBridge.Model;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Amazon.SimpleSystemsManagement.Model;
using Mlops.Domain.Deployment;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>A model that proved itself in dev's account goes on to prod's: by itself, but for the approval; the same bytes in both.</summary>
public sealed class PromotionTests
{
    private const string Group = "mlops-ridership";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Model_DeployedInDev_ServesInProdOnceItIsApprovedThere()
    {
        await using var environments = await TwoEnvironments.StartAsync();
        var (dev, prod) = (new PipelineDriver(environments.Dev), new PipelineDriver(environments.Prod));

        var run = await TrainAsync(dev);
        var package = await PackageAsync(environments.Prod);
        Assert.Equal(ModelApprovalStatus.PendingManualApproval, package.ModelApprovalStatus);
        Assert.Null(await prod.EndpointAsync());
        await ApproveAsync(environments.Prod, package.ModelPackageArn);
        var champion = await Until.FoundAsync("prod's champion", prod.ChampionAsync);

        var source = (await dev.ChampionAsync())!;
        Assert.Equal((source.Run, source.Model, package.ModelPackageArn), (champion.Run, champion.Model, champion.Package));
        Assert.Equal((run.Run.Run, source.Package), (package.CustomerMetadataProperties["run"], package.CustomerMetadataProperties["promotedFrom"]));
        Assert.Equal(Digest(run.Run.Image!), Digest(package.InferenceSpecification.Containers[0].Image));
        Assert.Equal(await BytesAsync(environments.Dev, source), await BytesAsync(environments.Prod, champion));
        Assert.Equal(await dev.PredictAsync(Ridership.Questions("2003-01")), await prod.PredictAsync(Ridership.Questions("2003-01")));

        var again = await PromoteAsync(environments.Prod, Deployed(source.Run, source.Model, source.Package));

        Assert.Equal(("duplicate", package.ModelPackageArn), (again["status"]!.ToString(), again["package"]!.ToString()));
        Assert.Single(await PackagesAsync(environments.Prod));

        // The requests above are captured, and judged with the baseline that came along.
        await environments.PassAsync(TimeSpan.FromMinutes(2));
        var monitored = await prod.MonitorAsync("monitor-prod");
        Assert.Equal("SUCCEEDED", monitored.Status.Value);
        Assert.NotNull(JsonNode.Parse(monitored.Output)!["response"]);
    }

    [Fact]
    public async Task Promotion_WithoutTheResourcePolicies_IsKeptVisiblyAndArrivesWhenReplayed()
    {
        await using var environments = await TwoEnvironments.StartAsync(dev: WithoutGroupPolicy, prod: WithoutEntrance);
        var dev = new PipelineDriver(environments.Dev);

        await TrainAsync(dev);
        var unsent = await LetterAsync(environments.Dev, environments.Dev.Product.Undelivered!);
        Assert.Equal("mlops.model.deployed", JsonNode.Parse(unsent.Body)!["detail-type"]!.ToString());
        Assert.Contains("no resource-based policy allows the events:PutEvents action", unsent.MessageAttributes["ERROR_MESSAGE"].StringValue, StringComparison.Ordinal);
        // What is refused again comes back as a new letter, which another replay takes.
        await ReplayAsync(environments, TwoEnvironments.DevAccount);
        await LetterAsync(environments.Dev, environments.Dev.Product.Undelivered!);
        await environments.DeployAsync("prod", TwoEnvironments.ProdAccount);
        await ReplayAsync(environments, TwoEnvironments.DevAccount);

        var function = await FunctionAsync(environments.Prod);
        var configuration = await environments.Prod.Connection.Lambda.GetFunctionConfigurationAsync(function, Token);
        var unread = await LetterAsync(environments.Prod, QueueUrl(environments, configuration.DeadLetterConfig.TargetArn));
        Assert.Contains("no resource-based policy allows the sagemaker:DescribeModelPackage action", unread.MessageAttributes["ErrorMessage"].StringValue, StringComparison.Ordinal);
        Assert.Empty(await PackagesAsync(environments.Prod));
        await environments.DeployAsync("dev", TwoEnvironments.DevAccount);
        await ReplayAsync(environments, TwoEnvironments.ProdAccount);

        var package = await PackageAsync(environments.Prod);
        Assert.Equal((await dev.ChampionAsync())!.Package, package.CustomerMetadataProperties["promotedFrom"]);
    }

    [Fact]
    public async Task Prod_OfDevsBucket_ReadsNothingButWhatIsPromoted()
    {
        await using var environments = await TwoEnvironments.StartAsync();
        var dev = environments.Dev;
        await dev.Connection.S3.PutObjectAsync(
            new Amazon.S3.Model.PutObjectRequest { BucketName = dev.Product.ArtifactsBucket, Key = "objects/secret", ContentBody = "what dev learned from" }, Token);
        foreach (var name in new[] { "prepare/baseline.json", "evaluate/evaluation.json" })
        {
            await dev.Connection.S3.PutObjectAsync(
                new Amazon.S3.Model.PutObjectRequest { BucketName = dev.Product.ArtifactsBucket, Key = $"runs/ridership/2601010000-1a2b3c4/{name}", ContentBody = "{}" }, Token);
        }

        var registered = await RegisterAsync(dev, $"s3://{dev.Product.ArtifactsBucket}/objects/secret");
        var answer = await PromoteAsync(environments.Prod, Deployed("2601010000-1a2b3c4", "m", registered));
        var other = await PromoteAsync(environments.Prod, Deployed("another-run", "m", registered));

        Assert.Equal("AmazonS3Exception", answer["errorType"]!.ToString());
        Assert.Equal(("PromotionRefusedException", true), (other["errorType"]!.ToString(), other["errorMessage"]!.ToString().Contains("the event says another-run", StringComparison.Ordinal)));
        Assert.Empty(await PackagesAsync(environments.Prod));
    }

    [Fact]
    public async Task Drift_WhereAModelServes_StartsARunWhereItIsTrained()
    {
        await using var environments = await TwoEnvironments.StartAsync();
        var (dev, prod) = (new PipelineDriver(environments.Dev), environments.Prod);
        var detail = new JsonObject { ["version"] = 1, ["pipeline"] = "ridership", ["monitor"] = "told-by-prod", ["since"] = "2026-01-01T00:00:00Z" };

        await prod.Connection.Events.PutEventsAsync(
            new PutEventsRequest { Entries = [new PutEventsRequestEntry { EventBusName = "mlops", Source = "mlops", DetailType = "mlops.drift.detected", Detail = detail.ToJsonString() }] }, Token);
        await prod.Connection.CloudWatch.SetAlarmStateAsync(
            new SetAlarmStateRequest { AlarmName = "mlops-ridership-drift", StateValue = StateValue.ALARM, StateReason = "the test says so" }, Token);

        var started = await Until.FoundAsync<IReadOnlyList<string>>("two runs to start", async () => await dev.ExecutionsAsync() is { Count: 2 } both ? both : null);
        var names = started.Select(execution => execution.Split(':')[^1]).Order(StringComparer.Ordinal).ToList();
        Assert.Equal("drift-told-by-prod", names[1]);
        Assert.StartsWith("drift-mlops-ridership-drift-", names[0], StringComparison.Ordinal);
    }

    private static void WithoutGroupPolicy(JsonObject foundation) => Assert.True(Resources(foundation, "AWS::SageMaker::ModelPackageGroup")
        .Single(group => group.Value!["Properties"]!["ModelPackageGroupName"]!.ToString() == Group).Value!["Properties"]!.AsObject().Remove("ModelPackageGroupPolicy"));

    private static void WithoutEntrance(JsonObject foundation) => Assert.True(foundation["Resources"]!.AsObject().Remove(Resources(foundation, "AWS::Events::EventBusPolicy").Single().Key));

    private static List<KeyValuePair<string, JsonNode?>> Resources(JsonObject template, string type) =>
        [.. template["Resources"]!.AsObject().Where(each => each.Value!["Type"]!.ToString() == type)];

    private static async Task<string> RegisterAsync(DeployedEnvironment dev, string modelData)
    {
        var request = new CreateModelPackageRequest
        {
            ModelPackageGroupName = Group,
            ModelApprovalStatus = ModelApprovalStatus.Approved,
            InferenceSpecification = new InferenceSpecification
            {
                Containers = [new ModelPackageContainerDefinition { Image = "111111111111.dkr.ecr.us-east-1.amazonaws.com/mlops/algorithm:1", ModelDataUrl = modelData }],
                SupportedContentTypes = ["text/csv"],
                SupportedResponseMIMETypes = ["text/csv"],
            },
            CustomerMetadataProperties = new() { ["run"] = "2601010000-1a2b3c4", ["model"] = "m", ["dataset"] = "d" },
        };
        return (await dev.Connection.SageMaker.CreateModelPackageAsync(request, Token)).ModelPackageArn;
    }

    /// <summary>Waits for a message; it stays in the queue, and is seen again at once.</summary>
    private static Task<Amazon.SQS.Model.Message> LetterAsync(DeployedEnvironment environment, string queue) => Until.FoundAsync($"a message in {queue}", async () =>
        (await environment.Connection.Queues.ReceiveMessageAsync(
            new Amazon.SQS.Model.ReceiveMessageRequest { QueueUrl = queue, MessageAttributeNames = ["All"], VisibilityTimeout = 0 }, Token)).Messages is [{ } letter, ..] ? letter : null);

    private static string QueueUrl(TwoEnvironments environments, string arn) => $"{environments.Host.Endpoint}{arn.Split(':')[4]}/{arn.Split(':')[5]}";

    private static async Task ReplayAsync(TwoEnvironments environments, string account)
    {
        var run = await CliRun.OfAsync(environments.Shell(account), "replay");
        Assert.True(run.ExitCode == 0 && run.Output.StartsWith("1 handled", StringComparison.Ordinal), run.ToString());
    }

    private static async Task<EndedRun> TrainAsync(PipelineDriver dev)
    {
        await dev.PutAsync(Ridership.Months(2001, 2002));
        var ended = await dev.EndedAsync(await dev.StartAsync("manual-first"));
        Assert.Equal(RunOutcome.Deployed, ended.Run.Outcome);
        return ended;
    }

    private static Task<DescribeModelPackageResponse> PackageAsync(DeployedEnvironment environment) => Until.FoundAsync("a package to arrive", async () =>
        await PackagesAsync(environment) is [{ } listed, ..]
            ? await environment.Connection.SageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = listed.ModelPackageArn }, Token)
            : null);

    private static async Task<IReadOnlyList<ModelPackageSummary>> PackagesAsync(DeployedEnvironment environment) =>
        (await environment.Connection.SageMaker.ListModelPackagesAsync(new ListModelPackagesRequest { ModelPackageGroupName = Group }, Token)).ModelPackageSummaryList ?? [];

    private static Task<UpdateModelPackageResponse> ApproveAsync(DeployedEnvironment environment, string package) => environment.Connection.SageMaker.UpdateModelPackageAsync(
        new UpdateModelPackageRequest { ModelPackageArn = package, ModelApprovalStatus = ModelApprovalStatus.Approved }, Token);

    private static async Task<byte[]> BytesAsync(DeployedEnvironment environment, ChampionPointer champion)
    {
        var uri = new Uri(champion.ModelData);
        using var response = await environment.Connection.S3.GetObjectAsync(uri.Host, uri.AbsolutePath[1..], Token);
        using var bytes = new MemoryStream();
        await response.ResponseStream.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }

    private static string Digest(string image) => image[(image.LastIndexOf('@') + 1)..].Split(' ')[0];

    private static JsonObject Deployed(string run, string model, string package) => new()
    {
        ["source"] = "mlops",
        ["detail-type"] = "mlops.model.deployed",
        ["account"] = package.Split(':')[4],
        ["detail"] = new JsonObject { ["version"] = 1, ["pipeline"] = "ridership", ["run"] = run, ["model"] = model, ["package"] = package },
    };

    /// <summary>Hands an event to prod's promotion function, and waits for its answer.</summary>
    private static async Task<JsonNode> PromoteAsync(DeployedEnvironment environment, JsonObject anEvent)
    {
        var response = await environment.Connection.Lambda.InvokeAsync(
            new InvokeRequest { FunctionName = await FunctionAsync(environment), InvocationType = InvocationType.RequestResponse, Payload = anEvent.ToJsonString() }, Token);
        return JsonNode.Parse(Encoding.UTF8.GetString(response.Payload.ToArray()))!;
    }

    private static async Task<string> FunctionAsync(DeployedEnvironment environment) =>
        (await environment.Connection.Parameters.GetParameterAsync(new GetParameterRequest { Name = "/mlops/ridership/promotion-trigger" }, Token)).Parameter.Value;
}
