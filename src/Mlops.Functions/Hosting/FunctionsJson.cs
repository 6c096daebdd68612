using System.Text.Json;
using System.Text.Json.Serialization;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Functions.Admit;
using Mlops.Functions.AdmitDeployment;
using Mlops.Functions.ApprovalAnswer;
using Mlops.Functions.Approvals;
using Mlops.Functions.ApprovalTrigger;
using Mlops.Functions.AskApproval;
using Mlops.Functions.CacheLookup;
using Mlops.Functions.CacheStore;
using Mlops.Functions.Champion;
using Mlops.Functions.Close;
using Mlops.Functions.DecideApproval;
using Mlops.Functions.Executions;
using Mlops.Functions.Gate;
using Mlops.Functions.MonitorPlan;
using Mlops.Functions.MonitorRespond;
using Mlops.Functions.Promote;
using Mlops.Functions.PromotionTrigger;
using Mlops.Functions.Record;
using Mlops.Functions.ReleaseDeployment;
using Mlops.Functions.Settle;
using Mlops.Functions.SmokeTest;
using Mlops.Functions.Snapshot;

namespace Mlops.Functions.Hosting;

/// <summary>Payloads and answers of the functions, with the conventions of <see cref="DomainJson"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(TriggerOutput))]
[JsonSerializable(typeof(SettleInput))]
[JsonSerializable(typeof(SettleOutput))]
[JsonSerializable(typeof(AdmitInput))]
[JsonSerializable(typeof(AdmitOutput))]
[JsonSerializable(typeof(SnapshotInput))]
[JsonSerializable(typeof(SnapshotOutput))]
[JsonSerializable(typeof(CacheLookupInput))]
[JsonSerializable(typeof(CacheLookupOutput))]
[JsonSerializable(typeof(CacheStoreInput))]
[JsonSerializable(typeof(CacheStoreOutput))]
[JsonSerializable(typeof(ChampionInput))]
[JsonSerializable(typeof(ChampionOutput))]
[JsonSerializable(typeof(GateInput))]
[JsonSerializable(typeof(GateOutput))]
[JsonSerializable(typeof(AdmitDeploymentInput))]
[JsonSerializable(typeof(AdmitDeploymentOutput))]
[JsonSerializable(typeof(SmokeTestInput))]
[JsonSerializable(typeof(SmokeTestOutput))]
[JsonSerializable(typeof(PromoteInput))]
[JsonSerializable(typeof(PromoteOutput))]
[JsonSerializable(typeof(ReleaseDeploymentInput))]
[JsonSerializable(typeof(ReleaseDeploymentOutput))]
[JsonSerializable(typeof(RecordInput))]
[JsonSerializable(typeof(RecordOutput))]
[JsonSerializable(typeof(CloseOutput))]
[JsonSerializable(typeof(MonitorPlanInput))]
[JsonSerializable(typeof(MonitorPlanOutput))]
[JsonSerializable(typeof(MonitorRespondInput))]
[JsonSerializable(typeof(MonitorRespondOutput))]
[JsonSerializable(typeof(PromotionOutput))]
[JsonSerializable(typeof(PromotedPackage))]
[JsonSerializable(typeof(DeploymentRequest))]
[JsonSerializable(typeof(AskApprovalInput))]
[JsonSerializable(typeof(AskApprovalOutput))]
[JsonSerializable(typeof(DecideApprovalInput))]
[JsonSerializable(typeof(DecideApprovalOutput))]
[JsonSerializable(typeof(ApprovalAnswerOutput))]
[JsonSerializable(typeof(ApprovalRequested))]
[JsonSerializable(typeof(ApprovalDecided))]
[JsonSerializable(typeof(RunTrigger))]
[JsonSerializable(typeof(ContractReport))]
internal sealed partial class FunctionsJson : JsonSerializerContext
{
    public static FunctionsJson Wire { get; } = new(DomainJson.WireOptions());
}
