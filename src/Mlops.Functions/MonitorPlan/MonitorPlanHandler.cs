using System.Text.Json;
using Amazon.Lambda.Core;
using Mlops.Domain.Datasets;
using Mlops.Domain.Deployment;
using Mlops.Domain.Drift;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.MonitorPlan;

/// <summary>Says which requests and truths a monitoring looks at, and writes that down for the job. Idempotent by the execution: its start ends the window, and a repetition replaces the same files.</summary>
internal sealed class MonitorPlanHandler(MonitoredFiles files, ArtifactStore store)
{
    public async Task<MonitorPlanOutput> HandleAsync(MonitorPlanInput input, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var definition = DefinitionPayload.Read(input.Definition);
        var champion = (await store.ReadAsync(ArtifactKeys.Champion(input.Pipeline), DomainJson.Wire.ChampionPointer, cancellationToken).ConfigureAwait(false))?.Value;
        if (champion is null)
        {
            return MonitorPlanOutput.Nothing(input.Monitor, null, "There is no champion yet.");
        }

        if (!await store.ExistsAsync(ArtifactKeys.Run(input.Pipeline, champion.Run, "prepare/baseline.json"), cancellationToken).ConfigureAwait(false))
        {
            return MonitorPlanOutput.Nothing(input.Monitor, champion.Run, $"{champion.Run} left no baseline.json to compare with; the next deployed run does.");
        }

        var window = MonitoringWindow.Of(input.StartedAt, definition.Monitor.Window, champion.PromotedAt);
        var captured = await files.CapturedAsync(window, cancellationToken).ConfigureAwait(false);
        if (captured.Count == 0)
        {
            return MonitorPlanOutput.Nothing(input.Monitor, champion.Run, $"No captured file changed after {InstantJson.Format(window.From)} and until {InstantJson.Format(window.To)}.");
        }

        var truth = await files.TruthAsync(input.Pipeline, MonitoringWindow.ForTruth(input.StartedAt, definition.Monitor.Window), cancellationToken).ConfigureAwait(false);
        await WriteAsync(input, definition, Plan(input, champion, window, captured, truth), captured, cancellationToken).ConfigureAwait(false);
        return MonitorPlanOutput.Ready(input.Monitor, champion.Run, captured.Count, truth.Count);
    }

    private static MonitoringPlan Plan(MonitorPlanInput input, ChampionPointer champion, MonitoringWindow window, IReadOnlyList<string> captured, IReadOnlyList<string> truth) => new()
    {
        Monitor = input.Monitor,
        Pipeline = input.Pipeline,
        Run = champion.Run,
        Model = champion.Model,
        From = window.From,
        To = window.To,
        CaptureFiles = captured.Count,
        TruthFiles = truth.Count,
        Truth = truth,
    };

    private async Task WriteAsync(MonitorPlanInput input, PipelineDefinition definition, MonitoringPlan plan, IReadOnlyList<string> captured, CancellationToken cancellationToken)
    {
        await store.WriteAsync(Key(input, "plan.json"), plan, DomainJson.Wire.MonitoringPlan, cancellationToken).ConfigureAwait(false);
        await store.WriteTextAsync(Key(input, "definition.json"), PipelineDefinitionReader.Canonical(definition), cancellationToken).ConfigureAwait(false);
        await store.WriteTextAsync(Key(input, "capture.manifest"), ManifestFile.Of(files.CaptureUri, captured), cancellationToken).ConfigureAwait(false);

        // SageMaker's manifests name one file at least. Without any truth it is the plan, which is no CSV file.
        var truth = plan.Truth.Count > 0
            ? ManifestFile.Of(files.TruthUri(input.Pipeline), plan.Truth)
            : ManifestFile.Of($"s3://{store.Bucket}/{Key(input, "")}", ["plan.json"]);
        await store.WriteTextAsync(Key(input, "truth.manifest"), truth, cancellationToken).ConfigureAwait(false);
    }

    private static string Key(MonitorPlanInput input, string name) => ArtifactKeys.Monitor(input.Pipeline, input.Monitor, name);
}

/// <summary>Payload of <c>monitor-plan</c>.</summary>
public sealed record MonitorPlanInput
{
    public required string Pipeline { get; init; }

    public required string Execution { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required JsonElement Definition { get; init; }

    /// <summary>A monitoring is named as a run is.</summary>
    internal string Monitor => RunId.Of(Execution, StartedAt);
}

/// <summary>Answer of <c>monitor-plan</c>.</summary>
public sealed record MonitorPlanOutput
{
    public required string Status { get; init; }

    public required string Monitor { get; init; }

    /// <summary>The champion's run.</summary>
    public string? Run { get; init; }

    public string? Reason { get; init; }

    public int Files { get; init; }

    public int TruthFiles { get; init; }

    internal static MonitorPlanOutput Nothing(string monitor, string? run, string reason) => new() { Status = "nothing", Monitor = monitor, Run = run, Reason = reason };

    internal static MonitorPlanOutput Ready(string monitor, string run, int files, int truthFiles) =>
        new() { Status = "ready", Monitor = monitor, Run = run, Files = files, TruthFiles = truthFiles };
}
