using System.Text.Json.Nodes;
using Amazon.EventBridge.Model;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Domain.Approvals;
using Mlops.Domain.Json;

namespace Scenarios.Support;

/// <summary>A cloud whose models wait for a person, and the registry as that person sees it.</summary>
public sealed class ApprovalCloud : IAsyncLifetime
{
    private const string Group = "mlops-ridership";

    private Cloud? _cloud;

    internal Cloud Cloud => _cloud ?? throw new InvalidOperationException("Nothing is deployed.");

    internal PipelineDriver Driver { get; private set; } = null!;

    private IAmazonSageMaker SageMaker => Cloud.Connection.SageMaker;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (!Checkout.IsBuilt)
        {
            return;
        }

        // Few trees: what is tested here is everything but the model.
        _cloud = await Cloud.StartAsync(
            Edit.NoUploadTrigger, Edit.NoSchedule, Edit.NoMonitor, Edit.NoDriftTrigger, Edit.Definition("\"num_iterations\":\"400\"", "\"num_iterations\":\"60\""), Edit.ManualApproval);
        Driver = new PipelineDriver(_cloud);
        await Driver.PutAsync(Ridership.Months(2001, 2002));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cloud is not null)
        {
            await _cloud.DisposeAsync();
        }
    }

    internal void Require()
    {
        Checkout.Require();
        Cloud.App.Host.Faults.Clear();
    }

    /// <summary>Starts a run and waits until people were asked about its model.</summary>
    internal async Task<(string Execution, ApprovalRequest Request)> AskedAsync(string name)
    {
        var execution = await Driver.StartAsync(name, force: true);
        await Driver.EnteredAsync(execution, "AskApproval");
        return (execution, await Until.FoundAsync($"{name} to be asked about", async () => await RequestAsync(execution) is { ToldAt: not null } told ? told : null));
    }

    /// <summary>The request as it stands; null before there is one.</summary>
    internal async Task<ApprovalRequest?> RequestAsync(string execution) =>
        await Driver.ReadAsync($"approvals/ridership/{await RunAsync(execution)}.json", DomainJson.Wire.ApprovalRequest);

    internal async Task<string> RunAsync(string execution) =>
        Mlops.Domain.Triggers.RunId.Of(execution, new DateTimeOffset(DateTime.SpecifyKind((await Driver.DescribeAsync(execution)).StartDate!.Value.ToUniversalTime(), DateTimeKind.Utc)));

    /// <summary>What the console and Studio do.</summary>
    internal Task ChangeAsync(string package, ModelApprovalStatus status, string why) => SageMaker.UpdateModelPackageAsync(
        new UpdateModelPackageRequest { ModelPackageArn = package, ModelApprovalStatus = status, ApprovalDescription = why }, Token);

    internal Task<DescribeModelPackageResponse> PackageAsync(string arn) =>
        SageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = arn }, Token);

    /// <summary>The newest package of the pipeline; null while there is none.</summary>
    internal async Task<ModelPackageSummary?> NewestAsync() => (await SageMaker.ListModelPackagesAsync(
        new ListModelPackagesRequest { ModelPackageGroupName = Group, SortBy = ModelPackageSortBy.CreationTime, SortOrder = SortOrder.Descending, MaxResults = 1 }, Token)).ModelPackageSummaryList?.FirstOrDefault();

    /// <summary>Registers what another run of this pipeline would, approved from the start.</summary>
    internal async Task<string> RegisterApprovedAsync(DescribeModelPackageResponse like) => (await SageMaker.CreateModelPackageAsync(
        new CreateModelPackageRequest
        {
            ModelPackageGroupName = Group,
            ModelApprovalStatus = ModelApprovalStatus.Approved,
            InferenceSpecification = like.InferenceSpecification,
            CustomerMetadataProperties = new() { ["run"] = "another-run", ["model"] = "another" },
        },
        Token)).ModelPackageArn;

    /// <summary>Switches the rule on decisions off and on again: what happens meanwhile is not heard of.</summary>
    internal async Task DeafAsync(Func<Task> meanwhile)
    {
        var rule = Cloud.PhysicalId("RulesApprovalRule");
        await Cloud.Connection.Events.DisableRuleAsync(new DisableRuleRequest { Name = rule }, Token);
        await meanwhile();
        await Cloud.Connection.Events.EnableRuleAsync(new EnableRuleRequest { Name = rule }, Token);
    }

    /// <summary>A command of the CLI that must succeed, with <c>--json</c>.</summary>
    internal async Task<JsonNode> CliAsync(params string[] arguments)
    {
        var run = await CliRun.OfAsync(Cloud, [.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.ToString());
        return JsonNode.Parse(run.Output)!;
    }
}
