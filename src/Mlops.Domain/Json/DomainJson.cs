using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mlops.Domain.Approvals;
using Mlops.Domain.Caching;
using Mlops.Domain.Contracts;
using Mlops.Domain.Datasets;
using Mlops.Domain.Deployment;
using Mlops.Domain.Drift;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Domain.Training;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Json;

/// <summary>How every wire record of the product reads and writes as JSON. Use <see cref="Wire"/>; read definitions with <see cref="PipelineDefinitionReader"/>.</summary>
/// <remarks>Generated readers set an <c>init</c> member that the JSON lacks to its type's default, not to its initializer: hence the definition's <see cref="DefinitionDefaults"/>, and <c>init => field = value ?? …</c> elsewhere.</remarks>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PipelineDefinition))]
[JsonSerializable(typeof(DataContract))]
[JsonSerializable(typeof(QuarantineReport))]
[JsonSerializable(typeof(DataProfile))]
[JsonSerializable(typeof(RetrainRequest))]
[JsonSerializable(typeof(MonitorRequest))]
[JsonSerializable(typeof(DatasetManifest))]
[JsonSerializable(typeof(FrozenObjects))]
[JsonSerializable(typeof(LastVerdict))]
[JsonSerializable(typeof(PrepareReport))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(GateVerdict))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(CacheEntry))]
[JsonSerializable(typeof(StepCache))]
[JsonSerializable(typeof(ApprovalRequest))]
[JsonSerializable(typeof(ChampionPointer))]
[JsonSerializable(typeof(FrozenChampion))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(BaselineProfile))]
[JsonSerializable(typeof(DriftAnalysis))]
[JsonSerializable(typeof(QualityDrift))]
[JsonSerializable(typeof(DriftState))]
[JsonSerializable(typeof(DriftFinding))]
[JsonSerializable(typeof(MonitoringPlan))]
public sealed partial class DomainJson : JsonSerializerContext
{
    /// <summary>camelCase members, ISO 8601 durations, UTC instants, text that people can read.</summary>
    public static DomainJson Wire { get; } = new(WireOptions());

    /// <summary>Fresh options with the product's conventions, for other contexts.</summary>
    public static JsonSerializerOptions WireOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new DurationJson(), new InstantJson() },
    };
}
