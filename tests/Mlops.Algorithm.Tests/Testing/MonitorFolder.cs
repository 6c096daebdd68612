using System.Text.Json;

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>A monitor job's folder around a small table: time, a number, a category and the label, 40 rows of January 2025.</summary>
internal sealed class MonitorFolder : IDisposable
{
    public MlFolder Folder { get; } = new();

    public string? Key { get; init; }

    /// <summary>The number of the first row that the model learned from.</summary>
    public string FirstNumber { get; init; } = "1";

    public string Maximum { get; init; } = "0.25";

    public string Metric { get; init; } = "mae";

    public void Dispose() => Folder.Dispose();

    public void Capture(string lines, string name = "2026/01/15/12/a.jsonl") => Folder.Put($"processing/input/capture/{name}", lines);

    public void Truth(string csv, string name = "a.csv") => Folder.Put($"processing/input/truth/{name}", csv);

    public async Task<JsonElement> RunAsync(string? plan = null)
    {
        var definition = $$$"""
            {"name":"small","problem":{"type":"regression","label":"y","timeColumn":"t"},"data":{"minimumRows":10},
             "monitor":{"features":{"minimumRows":2},"quality":{"metric":"{{{Metric}}}","maximumLoss":{{{Maximum}}}},"groundTruth":{"key":{{{Key ?? "[]"}}} } } }
            """;
        var rows = Enumerable.Range(1, 31).Select(i => $"2025-01-{i:00},{(i == 1 ? FirstNumber : $"{i % 7}")},{(i % 2 == 0 ? "red" : "blue")},{i}\n");
        Folder.PutRaw(definition, ("incoming/small/a.csv", System.Text.Encoding.UTF8.GetBytes("t,n,c,y\n" + string.Concat(rows))));
        await JobAsync("prepare");
        Folder.Put("processing/input/baseline/baseline.json", Folder.ReadBytes("processing/output/baseline.json"));
        Folder.Put("processing/input/evaluation/evaluation.json", """{"problem":"regression","rows":9,"holdout":{"sha256":"0"},"challenger":{"model":"m","metrics":{"mae":1.0,"rmse":1.5,"r2":0.9}}}""");
        Folder.Put("processing/input/plan/plan.json", plan ?? """{"monitor":"2601010000-1a2b3c4","pipeline":"small","run":"r1","model":"m","from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","captureFiles":1,"truthFiles":0,"truth":[]}""");
        await JobAsync("monitor");
        return Json("monitor.json");
    }

    public JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(Folder.Read($"processing/output/{name}"));
        return document.RootElement.Clone();
    }

    private async Task JobAsync(string command)
    {
        using var error = new StringWriter();
        Assert.True(await Folder.RunAsync(command, error) == 0, error.ToString());
    }
}
