using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;

namespace Mlops.Functions.Tests.Fakes;

/// <summary>A run whose steps ask the cache, as the machine lets them: with the payloads of docs/concepts/retrain.md.</summary>
internal sealed class CachingRun(World world, string name, string pipeline = World.Pipeline, string image = "repository@sha256:1")
{
    private string Folder => $"runs/{pipeline}/{name}/";

    public RunRecord Record => JsonSerializer.Deserialize(world.Artifact($"{Folder}run.json")!, DomainJson.Wire.RunRecord)!;

    public StepCache Said(string step) => Record.Steps.Single(each => each.Step == step).Cache!;

    /// <summary>A run as <c>admit</c> leaves it.</summary>
    public CachingRun Admit(string definitionMembers = "", string? from = null, string? only = null, CacheUse cache = CacheUse.On)
    {
        var definition = (DefinitionResult.Valid)PipelineDefinitionReader.Read($$"""{ "name": "{{pipeline}}", "problem": { "type": "regression", "label": "y" }{{definitionMembers}} }""");
        Put("definition.json", PipelineDefinitionReader.Canonical(definition.Definition));
        var record = new RunRecord
        {
            Run = name,
            Pipeline = pipeline,
            Execution = $"arn:{name}",
            StartedAt = World.Start,
            Trigger = new RunTrigger { Cause = RetrainCause.Manual, Request = name, From = from, Only = only, Cache = cache },
        };
        Put("run.json", JsonSerializer.Serialize(record, DomainJson.Wire.RunRecord));
        return this;
    }

    public void Put(string path, string content) => world.S3.Upload(World.Artifacts, Folder + path, content);

    public string? File(string path) => world.Artifact(Folder + path);

    public Task<JsonNode> LookUpPrepareAsync(string dataset = "d1", TimeSpan later = default) => LookUpAsync("prepare", new JsonObject { ["data"] = dataset }, later);

    public Task<JsonNode> LookUpTrainAsync(TimeSpan later = default) => LookUpAsync(
        "train", new JsonObject { ["train"] = Uri("prepare/train/"), ["validation"] = Uri("prepare/validation/") }, later);

    public Task<JsonNode> LookUpEvaluateAsync(string model) => LookUpAsync(
        "evaluate", new JsonObject { ["holdout"] = Uri("prepare/holdout/holdout.csv"), ["challenger"] = model, ["champion"] = Uri("champion/model.tar.gz") }, default);

    /// <summary>The job's output, and what the machine then has kept.</summary>
    public async Task<JsonNode> PrepareAsync(JsonNode lookup, string train = "a,y\n1,2\n", string status = "ok", string contract = "null")
    {
        Put("prepare/prepare.json", $$"""{ "status": "{{status}}", "rows": {}, "contract": {{contract}} }""");
        Put("prepare/train/train.csv", train);
        Put("prepare/validation/validation.csv", "a,y\n3,4\n");
        Put("prepare/holdout/holdout.csv", "a,y\n5,6\n");
        return await KeepAsync("prepare", lookup, new { ProcessingJobName = "p", ProcessingJobArn = "arn:p", ProcessingJobStatus = "Completed", ProcessingStartTime = 1_767_225_600_000, ProcessingEndTime = 1_767_225_611_500 });
    }

    public async Task<JsonNode> TrainAsync(JsonNode lookup, string job = "t")
    {
        Put($"train/{job}/output/model.tar.gz", $"model of {name}");
        return await KeepAsync("train", lookup, new { TrainingJobName = job, TrainingJobArn = "arn:t", TrainingJobStatus = "Completed", BillableTimeInSeconds = 61, ModelArtifacts = new { S3ModelArtifacts = Uri($"train/{job}/output/model.tar.gz") } });
    }

    public Task<JsonNode> KeepAsync(string step, object lookup, object job) => world.InvokeAsync(
        "cache-store", new { pipeline, run = name, execution = $"arn:{name}", now = World.Start.AddMinutes(2), step, cached = lookup, job });

    public string Uri(string path) => $"s3://{World.Artifacts}/{Folder}{path}";

    private Task<JsonNode> LookUpAsync(string step, JsonObject inputs, TimeSpan later) => world.InvokeAsync(
        "cache-lookup", new { pipeline, run = name, execution = $"arn:{name}", now = World.Start.AddMinutes(3) + later, step, image, inputs });
}
