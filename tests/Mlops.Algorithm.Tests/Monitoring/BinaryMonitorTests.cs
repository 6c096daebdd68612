using System.Globalization;
using System.Text.Json;
using Mlops.Algorithm.Tests.Testing;

namespace Mlops.Algorithm.Tests.Monitoring;

/// <summary>The monitor of a classifier: March's flights as requests, with what the model of January and February says of them.</summary>
public sealed class BinaryMonitorTests(TrainedFlights trained) : IDisposable
{
    private readonly MlFolder _folder = new();

    private static IReadOnlyList<string> March { get; } = Flights.Rows("2001-03-01", "2001-03-07");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Monitor_WithTruth_HoldsTheAucAgainstTheHoldouts()
    {
        var report = await MonitorAsync(March);

        var quality = report.GetProperty("quality");
        Assert.Equal(("auc", "ok"), (quality.GetProperty("metric").GetString(), quality.GetProperty("status").GetString()));
        Assert.Equal((double)March.Count, quality.GetProperty("rows").GetDouble());
        Assert.InRange(quality.GetProperty("value").GetDouble(), 0.55, 0.9);
        Assert.Equal("auc", report.GetProperty("qualityOverTime").GetProperty("metric").GetString());
        Assert.Equal(7, report.GetProperty("qualityOverTime").GetProperty("points").GetArrayLength());
    }

    [Fact]
    public async Task Monitor_AnswersTurnedRound_IsWorse()
    {
        var report = await MonitorAsync(March, probability => 1 - probability);

        Assert.True(report.GetProperty("drift").GetBoolean());
        Assert.Equal("worse", report.GetProperty("quality").GetProperty("status").GetString());
        Assert.Equal(0, new[] { report.GetProperty("quality").GetProperty("limit").GetDouble() }.Count(limit => limit is < 0.5 or > 0.9));
    }

    [Fact]
    public async Task Monitor_WithTruth_TellsTheSharesOfThePositiveClass()
    {
        var report = await MonitorAsync(March);

        var classes = report.GetProperty("classes");
        Assert.Equal((double)March.Count(Flights.IsLate) / March.Count, classes.GetProperty("truthShare").GetDouble(), 1e-9);
        Assert.InRange(classes.GetProperty("expectedShare").GetDouble(), 0.05, 0.5);
        Assert.Equal(March.Count, Matrix(classes.GetProperty("now").GetProperty("confusion")).Sum());
        Assert.Contains(report.GetProperty("reasons").EnumerateArray(), reason => reason.GetString()!.Contains("of the requests the model expects", StringComparison.Ordinal));
        var metrics = Json("findings.json").GetProperty("metrics").EnumerateArray().Select(metric => metric.GetProperty("MetricName").GetString()).ToList();
        Assert.All(["Quality", "QualityBound", "QualityBaseline", "PositiveShare", "ExpectedPositiveShare"], name => Assert.Equal(2, metrics.Count(found => found == name)));
    }

    [Fact]
    public async Task Monitor_Probabilities_AreComparedWithThoseOfTheHoldout()
    {
        var same = await MonitorAsync(March);
        Assert.NotEqual("drifted", same.GetProperty("features").GetProperty("predictions").GetProperty("status").GetString());

        var moved = await MonitorAsync(March, probability => Math.Min(1, probability + 0.3));
        Assert.Equal("drifted", moved.GetProperty("features").GetProperty("predictions").GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/jsonlines")]
    public async Task Monitor_AnswerInJson_IsReadAsTheCsvOne(string type)
    {
        var csv = (await MonitorAsync(March)).GetProperty("quality").GetProperty("value").GetDouble();

        Assert.Equal(csv, (await MonitorAsync(March, answerType: type)).GetProperty("quality").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task Monitor_TruthOfNeitherClass_IsAProblemOfItsPlace()
    {
        var report = await MonitorAsync(March, truth: Flights.Csv(March).Replace(",late,", ",delayed,", StringComparison.Ordinal));

        Assert.Contains(report.GetProperty("truth").GetProperty("problems").EnumerateArray(), problem =>
            problem.GetProperty("message").GetString() == "the label 'delayed' is neither 'late' nor 'on-time'");
        Assert.Equal("undefined", report.GetProperty("quality").GetProperty("status").GetString());
        Assert.Contains("all of one class", report.GetProperty("quality").GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Classes_ShowsMetricsAndMatrix()
    {
        await MonitorAsync(March);

        var page = _folder.Read("processing/output/report.html");
        Assert.All(["<h2>Classes</h2>", "averagePrecision", "taken for", "came true"], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    private static IEnumerable<long> Matrix(JsonElement confusion) => confusion.EnumerateObject().Select(count => count.Value.GetInt64());

    private JsonElement Json(string name) => JsonDocument.Parse(_folder.Read($"processing/output/{name}")).RootElement;

    private async Task<JsonElement> MonitorAsync(IReadOnlyList<string> rows, Func<double, double>? answer = null, string answerType = "text/csv", string? truth = null)
    {
        _folder.Put("processing/input/definition/definition.json", Flights.Definition);
        _folder.Put("processing/input/baseline/baseline.json", trained.Folder.ReadBytes("processing/output/baseline.json"));
        _folder.Put("processing/input/evaluation/evaluation.json", trained.Folder.ReadBytes("processing/output/evaluation.json"));
        _folder.Put("processing/input/plan/plan.json", """{"monitor":"2601010000-1a2b3c4","pipeline":"flights","run":"r1","model":"m","from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00Z","captureFiles":1,"truthFiles":1,"truth":[]}""");
        _folder.Put("processing/input/truth/a.csv", truth ?? Flights.Csv(rows));
        _folder.Put("processing/input/capture/2026/01/15/12/a.jsonl", string.Concat(rows.Chunk(500).Select((chunk, i) =>
            Capture.Line(string.Concat(chunk.Select(row => Flights.Request(row) + "\n")), Answer(Score(chunk, answer ?? (probability => probability)), answerType), $"event-{i}", answerType: answerType))));
        using var error = new StringWriter();
        Assert.True(await _folder.RunAsync("monitor", error) == 0, error.ToString());
        return Json("monitor.json");
    }

    private double[] Score(string[] rows, Func<double, double> answer)
    {
        var features = trained.Scorer.Encoder.Features;
        var values = new double[rows.Length * features];
        Array.Fill(values, double.NaN);
        foreach (var (i, row) in rows.Index())
        {
            foreach (var (column, value) in Flights.Request(row).Split(',').Index())
            {
                trained.Scorer.Encoder.Encode(column, System.Text.Encoding.UTF8.GetBytes(value), values.AsSpan(i * features, features));
            }
        }

        return [.. trained.Scorer.Predict(values).Select(answer)];
    }

    private static string Answer(double[] probabilities, string type)
    {
        var texts = probabilities.Select(probability => probability.ToString("R", CultureInfo.InvariantCulture));
        return type switch
        {
            "text/csv" => string.Concat(texts.Select(text => $"{text},late\n")),
            "application/jsonlines" => string.Concat(texts.Select(text => $$"""{"score":{{text}},"predicted_label":"late"}""" + "\n")),
            _ => $$"""{"predictions":[{{string.Join(',', texts.Select(text => $$"""{"score":{{text}},"predicted_label":"late"}"""))}}]}""",
        };
    }
}
