using Amazon.Lambda.Core;
using Mlops.Functions.Admit;
using Mlops.Functions.AdmitDeployment;
using Mlops.Functions.ApprovalAnswer;
using Mlops.Functions.Approvals;
using Mlops.Functions.ApprovalTrigger;
using Mlops.Functions.AskApproval;
using Mlops.Functions.CacheLookup;
using Mlops.Functions.CacheStore;
using Mlops.Functions.Caching;
using Mlops.Functions.Champion;
using Mlops.Functions.Close;
using Mlops.Functions.DecideApproval;
using Mlops.Functions.DriftTrigger;
using Mlops.Functions.Executions;
using Mlops.Functions.Gate;
using Mlops.Functions.Learning;
using Mlops.Functions.MonitorPlan;
using Mlops.Functions.MonitorRespond;
using Mlops.Functions.MonitorTrigger;
using Mlops.Functions.Promote;
using Mlops.Functions.PromotionTrigger;
using Mlops.Functions.Record;
using Mlops.Functions.ReleaseDeployment;
using Mlops.Functions.RequestTrigger;
using Mlops.Functions.ScheduleTrigger;
using Mlops.Functions.Settle;
using Mlops.Functions.SmokeTest;
using Mlops.Functions.Snapshot;
using Mlops.Functions.Storage;
using Mlops.Functions.UploadTrigger;

namespace Mlops.Functions.Hosting;

using Handler = Func<Stream, ILambdaContext, Task<Stream>>;

/// <summary>Composes the function of a name, and nothing of the others.</summary>
internal sealed class FunctionCatalog(AwsClients aws, FunctionSettings settings, TimeProvider time)
{
    private static readonly FunctionsJson Json = FunctionsJson.Wire;

    /// <summary>The names that <c>_HANDLER</c> may have.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "upload-trigger", "schedule-trigger", "drift-trigger", "request-trigger", "monitor-trigger",
        "settle", "admit", "snapshot", "champion", "gate", "admit-deployment", "smoke-test", "promote", "release-deployment", "record", "close",
        "cache-lookup", "cache-store", "monitor-plan", "monitor-respond", "promotion-trigger", "approval-trigger", "ask-approval", "decide-approval", "approval-answer",
    ];

    private ArtifactStore Store => field ??= new(aws.S3, settings.ArtifactsBucket);

    private RunStore Runs => new(Store);

    private ExecutionLookup Executions => new(aws.StepFunctions);

    private LeaseStore Leases => new(Store, Executions);

    private ExecutionStarter Starter => new(aws.StepFunctions, Runs, settings.RetrainMachine, settings.Settle, time);

    private VerdictStore Verdicts => new(Store, Runs);

    private RunCloser Closer => new(Store, Runs, Leases, Approvals);

    private StepOutputs Outputs => new(aws.S3, settings.ArtifactsBucket);

    public Handler Create(string name) => name switch
    {
        "upload-trigger" => StreamHandler.Of(UploadTrigger().HandleAsync, Json.JsonElement, Json.TriggerOutput),
        "schedule-trigger" => StreamHandler.Of(new ScheduleTriggerHandler(Starter, settings.Pipeline).HandleAsync, Json.JsonElement, Json.TriggerOutput),
        "drift-trigger" => StreamHandler.Of(new DriftTriggerHandler(Starter, Learnable(), settings.Pipeline).HandleAsync, Json.JsonElement, Json.TriggerOutput),
        "request-trigger" => StreamHandler.Of(new RequestTriggerHandler(Machine(settings.RetrainMachine), settings.Pipeline).HandleAsync, Json.JsonElement, Json.TriggerOutput),
        "monitor-trigger" => StreamHandler.Of(new MonitorTriggerHandler(Machine(settings.MonitorMachine), settings.Pipeline).HandleAsync, Json.JsonElement, Json.TriggerOutput),
        "settle" => StreamHandler.Of(new SettleHandler(new ObjectList(aws.S3, settings.DataBucket), settings.Settle).HandleAsync, Json.SettleInput, Json.SettleOutput),
        "admit" => StreamHandler.Of(Admit().HandleAsync, Json.AdmitInput, Json.AdmitOutput),
        "snapshot" => StreamHandler.Of(Snapshot().HandleAsync, Json.SnapshotInput, Json.SnapshotOutput),
        "champion" => StreamHandler.Of(new ChampionHandler(aws.S3, Store, Runs).HandleAsync, Json.ChampionInput, Json.ChampionOutput),
        "gate" => StreamHandler.Of(new GateHandler(Store, Runs).HandleAsync, Json.GateInput, Json.GateOutput),
        "admit-deployment" => StreamHandler.Of(AdmitDeployment().HandleAsync, Json.AdmitDeploymentInput, Json.AdmitDeploymentOutput),
        "smoke-test" => StreamHandler.Of(new SmokeTestHandler(aws.Runtime(), settings.Endpoint, settings.Problem).HandleAsync, Json.SmokeTestInput, Json.SmokeTestOutput),
        "promote" => StreamHandler.Of(new PromoteHandler(Store, Runs, Leases, new PackageRegistry(aws.SageMaker())).HandleAsync, Json.PromoteInput, Json.PromoteOutput),
        "release-deployment" => StreamHandler.Of(new ReleaseDeploymentHandler(Leases, time).HandleAsync, Json.ReleaseDeploymentInput, Json.ReleaseDeploymentOutput),
        "record" => StreamHandler.Of(new RecordHandler(Closer, Outputs).HandleAsync, Json.RecordInput, Json.RecordOutput),
        "close" => StreamHandler.Of(Close().HandleAsync, Json.JsonElement, Json.CloseOutput),
        "cache-lookup" => StreamHandler.Of(CacheLookup().HandleAsync, Json.CacheLookupInput, Json.CacheLookupOutput),
        "cache-store" => StreamHandler.Of(CacheStore().HandleAsync, Json.CacheStoreInput, Json.CacheStoreOutput),
        "monitor-plan" => StreamHandler.Of(new MonitorPlanHandler(Monitored(), Store).HandleAsync, Json.MonitorPlanInput, Json.MonitorPlanOutput),
        "monitor-respond" => StreamHandler.Of(new MonitorRespondHandler(Store, Learnable()).HandleAsync, Json.MonitorRespondInput, Json.MonitorRespondOutput),
        "promotion-trigger" => StreamHandler.Of(PromotionTrigger().HandleAsync, Json.JsonElement, Json.PromotionOutput),
        "approval-trigger" => StreamHandler.Of(ApprovalTrigger().HandleAsync, Json.JsonElement, Json.TriggerOutput),
        "ask-approval" => StreamHandler.Of(AskApproval().HandleAsync, Json.AskApprovalInput, Json.AskApprovalOutput),
        "decide-approval" => StreamHandler.Of(DecideApproval().HandleAsync, Json.DecideApprovalInput, Json.DecideApprovalOutput),
        "approval-answer" => StreamHandler.Of(ApprovalAnswer().HandleAsync, Json.JsonElement, Json.ApprovalAnswerOutput),
        _ => throw new InvalidOperationException($"_HANDLER '{name}' is no function. Functions: {string.Join(", ", Names)}."),
    };

    private UploadTriggerHandler UploadTrigger() =>
        new(Starter, settings.Pipeline, settings.Settle);

    private MachineStarter Machine(string arn) => new(aws.StepFunctions, arn);

    private LearnableLookup Learnable() =>
        new(new CurrentVersions(aws.S3, settings.DataBucket), Verdicts, Store, new LearnFrom(settings.LearnPrefixes, settings.DefinitionHash, settings.Image));

    private MonitoredFiles Monitored() =>
        new(new ObjectList(aws.S3, settings.ArtifactsBucket), new ObjectList(aws.S3, settings.DataBucket), settings.Endpoint);

    private CacheLookupHandler CacheLookup()
    {
        var (objects, hashes) = (new ObjectList(aws.S3, settings.ArtifactsBucket), new ObjectHashes(aws.S3, settings.ArtifactsBucket));
        return new(Store, Runs, new CacheEntries(Store, objects), new InputHashes(hashes, objects), new KeptFiles(hashes));
    }

    private CacheStoreHandler CacheStore()
    {
        var objects = new ObjectList(aws.S3, settings.ArtifactsBucket);
        return new(Store, Runs, new CacheEntries(Store, objects), objects, new KeptFiles(new ObjectHashes(aws.S3, settings.ArtifactsBucket)));
    }

    private AdmitHandler Admit() => new(Leases, Store, Runs, new WaitingRoom(Executions, Runs, settings.RetrainMachine), new EndedAdmission(Executions, Closer));

    private SnapshotHandler Snapshot() => new(new Freezer(aws.S3, settings.DataBucket, settings.LearnPrefixes, Store), Store, Runs, Verdicts, Leases);

    private AdmitDeploymentHandler AdmitDeployment() => new(Leases, Store, new EndpointLookup(aws.SageMaker(), settings.Endpoint));

    private PromotionTriggerHandler PromotionTrigger()
    {
        var sageMaker = aws.SageMaker();
        return new(new SourceRegistry(sageMaker), new PromotedFiles(aws.S3, Store, settings.Pipeline), new PromotionRegistrar(sageMaker, Store, settings.Pipeline, settings.Approval), settings.Pipeline);
    }

    private ApprovalTriggerHandler ApprovalTrigger() => new(new ApprovedPackages(aws.SageMaker()), Machine(settings.DeployMachine), Executions, settings.Pipeline);

    private ApprovalStore Approvals => new(Store, new ObjectList(aws.S3, settings.ArtifactsBucket));

    private ApprovalBus Bus => new(aws.Events(), settings.Bus);

    private TaskWaker Waker => new(aws.StepFunctions);

    private AskApprovalHandler AskApproval() => new(aws.S3, Runs, Approvals, new PackageRegistry(aws.SageMaker()), Waker, Bus);

    private DecideApprovalHandler DecideApproval()
    {
        var registry = new PackageRegistry(aws.SageMaker());
        return new(Runs, Approvals, new ApprovedArtifact(aws.S3), registry, new NewerModels(Store), new Supersession(Runs, Approvals, registry, Waker), Bus);
    }

    private ApprovalAnswerHandler ApprovalAnswer()
    {
        var registry = new PackageRegistry(aws.SageMaker());
        return new(Runs, Approvals, registry, new NewerModels(Store), new Supersession(Runs, Approvals, registry, Waker), Waker, Bus, settings.Pipeline);
    }

    private CloseHandler Close() => new(Closer, Outputs, new DeploymentCloser(Leases, Runs), Store, new FollowUp(Executions, Starter), new MachineArns(settings.Pipeline, settings.RetrainMachine, settings.DeployMachine));
}
