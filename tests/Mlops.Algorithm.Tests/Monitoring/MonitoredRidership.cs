using System.Globalization;
using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Monitoring;

/// <summary>A monitor job's folder: the baseline of a run on some years of the sample, and rows of other years as captured requests with an answer that is off by a fixed amount.</summary>
internal sealed class MonitoredRidership : IDisposable
{
    public const string Definition = """
        {
          "name": "ridership",
          "problem": { "type": "regression", "label": "ridership", "timeColumn": "date" },
          "data": { "history": "P3Y", "holdout": 0.1, "minimumRows": 365 },
          "monitor": { "quality": { "metric": "mae", "maximumLoss": 0.25 } }
        }
        """;

    public MlFolder Folder { get; } = new();

    public void Dispose() => Folder.Dispose();

    public async Task PrepareAsync(int fromYear, int toYear, string definition = Definition)
    {
        Folder.PutRaw(definition, Ridership.Months(fromYear, toYear));
        Assert.Equal(0, await Folder.RunAsync("prepare", Console.Error));
        Folder.Put("processing/input/baseline/baseline.json", Folder.ReadBytes("processing/output/baseline.json"));
        Folder.Put("processing/input/evaluation/evaluation.json", """
            {"problem":"regression","rows":107,"holdout":{"from":"2003-09-15","to":"2003-12-31","sha256":"0"},"challenger":{"run":null,"model":"m","metrics":{"mae":1.0,"rmse":1.5,"r2":0.9}},"champion":null}
            """);
        Folder.Put("processing/input/plan/plan.json", """
            {"monitor":"2601010000-1a2b3c4","pipeline":"ridership","run":"2512010000-abcdef0","model":"m","from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","captureFiles":1,"truthFiles":0,"truth":[]}
            """);
    }

    /// <summary>A request per row without header; the answer is the truth plus <paramref name="error"/> with changing sign.</summary>
    public void Capture(IEnumerable<string> rows, double error = 1) => Folder.Put(
        "processing/input/capture/2026/01/15/12/00-00-000-a.jsonl",
        string.Concat(rows.Select((row, i) => Testing.Capture.Line(
            Request(row) + "\n", (Label(row) + (i % 2 == 0 ? error : -error)).ToString("R", CultureInfo.InvariantCulture) + "\n", $"event-{i}"))));

    public void Truth(IEnumerable<string> rows, string name = "a.csv") => Folder.Put($"processing/input/truth/{name}", Ridership.Csv(rows));

    public async Task<JsonElement> RunAsync()
    {
        using var error = new StringWriter();
        Assert.True(await Folder.RunAsync("monitor", error) == 0, error.ToString());
        return Json("monitor.json");
    }

    public JsonElement Json(string name) => JsonDocument.Parse(Folder.Read($"processing/output/{name}")).RootElement;

    public static string Request(string row) => row.Split(',') is var values ? string.Join(',', values.Where((_, i) => i != 1)) : "";

    public static double Label(string row) => double.Parse(row.Split(',')[1], CultureInfo.InvariantCulture);
}
