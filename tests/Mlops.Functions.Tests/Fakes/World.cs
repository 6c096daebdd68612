using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Lambda.TestUtilities;
using Microsoft.Extensions.Time.Testing;
using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Tests.Fakes;

/// <summary>The functions as Lambda calls them, JSON in and JSON out, on services in memory.</summary>
internal sealed class World
{
    public const string Pipeline = "ridership", Data = "data", Artifacts = "artifacts";
    public const string RetrainMachine = "arn:aws:states:eu-central-1:123456789012:stateMachine:mlops-ridership-retrain";
    public const string DeployMachine = "arn:aws:states:eu-central-1:123456789012:stateMachine:mlops-ridership-deploy";

    public const string MonitorMachine = "arn:aws:states:eu-central-1:123456789012:stateMachine:mlops-ridership-monitor";

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["PIPELINE"] = Pipeline,
        ["DATA_BUCKET"] = Data,
        ["ARTIFACTS_BUCKET"] = Artifacts,
        ["RETRAIN_MACHINE_ARN"] = RetrainMachine,
        ["DEPLOY_MACHINE_ARN"] = DeployMachine,
        ["ENDPOINT"] = "mlops-ridership",
        ["SETTLE_SECONDS"] = "60",
        ["MONITOR_MACHINE_ARN"] = MonitorMachine,
        ["LEARN_PREFIXES"] = "incoming/ridership/ truth/ridership/",
        ["DEFINITION_HASH"] = DefinitionHash,
        ["IMAGE"] = "image@sha256:1",
        ["BUS"] = "mlops",
        ["APPROVAL"] = "PendingManualApproval",
    };

    private readonly FunctionCatalog _functions;

    public World(int pageSize = 1000, string problem = "regression")
    {
        S3 = new FakeS3 { PageSize = pageSize };
        var aws = new AwsClients(() => S3, () => StepFunctions, () => SageMaker, () => Runtime, () => Events);
        _functions = new FunctionCatalog(aws, new FunctionSettings(name => name == "PROBLEM" ? problem : Environment.GetValueOrDefault(name)), new FakeTimeProvider(Start));
    }

    /// <summary>That of the definition which <see cref="AdmitAsync"/> hands over.</summary>
    public static string DefinitionHash => ((DefinitionResult.Valid)PipelineDefinitionReader.Read(RepoFiles.Read("pipelines/ridership/pipeline.json"))).Hash;

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 10, TimeSpan.Zero);

    public FakeS3 S3 { get; }

    public FakeStepFunctions StepFunctions { get; } = new();

    public FakeSageMaker SageMaker { get; } = new();

    public FakeRuntime Runtime { get; } = new();

    public FakeEvents Events { get; } = new();

    public static string Execution(string name, string machine = RetrainMachine) => $"{machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";

    public static string RunOf(string execution) => RunId.Of(execution, Start);

    public async Task<JsonNode> InvokeAsync(string function, string payload)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(payload));
        using var output = await _functions.Create(function)(input, new TestLambdaContext());
        return (await JsonNode.ParseAsync(output))!;
    }

    public Task<JsonNode> InvokeAsync(string function, object members) => InvokeAsync(function, JsonSerializer.Serialize(members));

    /// <summary>Starts an upload's execution and lets it ask for the training lease.</summary>
    public Task<JsonNode> AdmitAsync(string name, string cause = "upload", int start = 0, string image = "image@sha256:1")
    {
        var execution = Execution(name);
        var input = new { pipeline = Pipeline, cause, request = name, notBefore = Start, force = false, parameters = new { } };
        StepFunctions.Run(name, JsonSerializer.Serialize(input), Start.AddSeconds(start));
        return AskAgainAsync(name, cause, start, image);
    }

    public Task<JsonNode> AskAgainAsync(string name, string cause = "upload", int start = 0, string image = "image@sha256:1") => InvokeAsync("admit", new
    {
        pipeline = Pipeline,
        cause,
        request = name,
        execution = Execution(name),
        startedAt = Start.AddSeconds(start),
        now = Start.AddSeconds(100),
        force = false,
        parameters = new { },
        definition = JsonNode.Parse(RepoFiles.Read("pipelines/ridership/pipeline.json")),
        image,
    });

    public Task<JsonNode> SnapshotAsync(string name, bool force = false, string image = "image@sha256:1") => InvokeAsync("snapshot", new
    {
        pipeline = Pipeline,
        run = RunOf(Execution(name)),
        execution = Execution(name),
        now = Start.AddSeconds(110),
        force,
        image,
    });

    public Task<JsonNode> RecordAsync(string name, string outcome, object? state = null) => InvokeAsync("record", new
    {
        pipeline = Pipeline,
        execution = Execution(name),
        now = Start.AddSeconds(200),
        outcome,
        state = state ?? new { pipeline = Pipeline, admission = new { run = RunOf(Execution(name)) } },
    });

    public RunRecord Run(string name) => JsonSerializer.Deserialize(Artifact($"runs/ridership/{RunOf(Execution(name))}/run.json")!, DomainJson.Wire.RunRecord)!;

    public string? Artifact(string key) => S3.Text(Artifacts, key);

    public string? Holder(string lease = "leases/ridership/training.json") =>
        Artifact(lease) is { } text ? JsonSerializer.Deserialize(text, DomainJson.Wire.Lease)!.Execution : null;

    public void PutChampion(string run, DateTimeOffset? promotedAt = null) => S3.Upload(Artifacts, "champions/ridership.json", JsonSerializer.Serialize(
        new ChampionPointer { Pipeline = Pipeline, Run = run, Model = "m-" + run, Package = "arn:package", ModelData = $"s3://{Artifacts}/runs/ridership/{run}/train/j/output/model.tar.gz", Config = $"mlops-ridership-{run}", PromotedAt = promotedAt ?? Start },
        DomainJson.Wire.ChampionPointer));
}
