using System.Text;
using System.Text.Json.Nodes;
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
        var name = await environment.Connection.Parameters.GetParameterAsync(new GetParameterRequest { Name = "/mlops/ridership/promotion-trigger" }, Token);
        var response = await environment.Connection.Lambda.InvokeAsync(
            new InvokeRequest { FunctionName = name.Parameter.Value, InvocationType = InvocationType.RequestResponse, Payload = anEvent.ToJsonString() }, Token);
        return JsonNode.Parse(Encoding.UTF8.GetString(response.Payload.ToArray()))!;
    }
}
