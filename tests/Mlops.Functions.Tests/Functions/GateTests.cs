using Mlops.Functions.Storage;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class GateTests
{
    private static readonly string Run = World.RunOf(World.Execution("upload-1"));

    [Theory]
    [InlineData(1.2, "passed")]
    [InlineData(9.9, "refused")]
    public async Task HandleAsync_Evaluation_GivesAVerdictAndRecordsIt(double mae, string verdict)
    {
        var world = await EvaluatedAsync(mae);

        var answer = await DecideAsync(world);

        Assert.Equal((verdict, mae, "model-hash"), ((string)answer["verdict"]!, (double)answer["metrics"]!["mae"]!, (string)answer["model"]!));
        Assert.NotEmpty(answer["reasons"]!.AsArray());
        Assert.Contains($"\"verdict\":\"{verdict}\"", world.Artifact($"runs/ridership/{Run}/gate.json"), StringComparison.Ordinal);
        Assert.Equal((mae, "model-hash"), (world.Run("upload-1").Metrics!["mae"], world.Run("upload-1").Model));
    }

    [Fact]
    public async Task HandleAsync_SomebodyElseWritesTheRunInBetween_KeepsBoth()
    {
        var world = await EvaluatedAsync(1.2);
        world.S3.BeforePut = request =>
        {
            if (request.Key.EndsWith("run.json", StringComparison.Ordinal))
            {
                world.S3.BeforePut = null;
                world.RecordAsync("upload-1", "registered", new { admission = new { run = Run }, package = new { ModelPackageArn = "arn:p" } }).GetAwaiter().GetResult();
            }
        };

        await DecideAsync(world);

        Assert.Equal(("arn:p", "model-hash"), (world.Run("upload-1").Package, world.Run("upload-1").Model));
    }

    [Fact]
    public async Task HandleAsync_WithoutEvaluation_SaysWhatIsMissing()
    {
        var world = new World();
        await world.AdmitAsync("upload-1");

        Assert.Contains("evaluation.json", (await Assert.ThrowsAsync<BrokenDocumentException>(() => DecideAsync(world))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_RedrivenAfterTheRunWasClosed_Stops()
    {
        var world = await EvaluatedAsync(1.2);
        await world.RecordAsync("upload-1", "failed");

        Assert.Contains("start a new execution", (await Assert.ThrowsAsync<LeaseLostException>(() => DecideAsync(world))).Message, StringComparison.Ordinal);
        Assert.Null(world.Artifact($"runs/ridership/{Run}/gate.json"));
    }

    private static async Task<World> EvaluatedAsync(double mae)
    {
        var world = new World();
        await world.AdmitAsync("upload-1");
        world.S3.Upload(World.Artifacts, $"runs/ridership/{Run}/evaluate/evaluation.json", $$"""
            { "problem": "regression", "rows": 107, "holdout": { "from": "2003-09-15", "to": "2003-12-31", "sha256": "aa" },
              "challenger": { "model": "model-hash", "metrics": { "mae": {{mae}}, "rmse": 1.9, "r2": 0.9 } }, "champion": null,
              "slices": [ { "column": "temp", "minimumRows": 10, "slices": [ { "value": "under 32", "rows": 107, "challenger": { "mae": {{mae}} } } ] } ],
              "explanations": { "rows": 107, "challenger": [ { "column": "Polk", "share": 0.9, "meanAbsolute": 2 }, { "column": "gust_max", "share": 0.1, "meanAbsolute": 0.2 } ] } }
            """);
        return world;
    }

    private static Task<System.Text.Json.Nodes.JsonNode> DecideAsync(World world) =>
        world.InvokeAsync("gate", new { pipeline = "ridership", run = Run, execution = World.Execution("upload-1"), now = World.Start });
}
