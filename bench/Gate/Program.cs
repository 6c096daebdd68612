using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Mlops.Bench.Common;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Training;

if (args is not [var python, var script, var page, var rowsText] || !int.TryParse(rowsText, out var rows))
{
    Console.Error.WriteLine("Usage: Mlops.Bench.Gate PYTHON SCRIPT PAGE.md ROWS; bench/run.sh gate passes these.");
    return 2;
}

const int Repeats = 3, Days = 100;
const string Seed = "00c0ffee00c0ffee";
var random = new Random(1);
double[] truth = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())];
double[] labels = [.. truth.Select(share => random.NextDouble() < share ? 1.0 : 0)];
var challenger = new ModelSample(labels, truth, 0.5);
var champion = new ModelSample(labels, [.. truth.Select(share => Math.Clamp((0.8 * share) + (0.3 * random.NextDouble()) - 0.05, 0, 1))], 0.5);
var start = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
var byRow = ResampleUnits.Of(null, rows);
var byDay = ResampleUnits.Of([.. Enumerable.Range(0, rows).Select(row => start.AddDays((long)row * Days / rows))], rows);

string[] shown = [BinaryMetrics.Auc, BinaryMetrics.LogLoss, BinaryMetrics.F1];
var scipy = Python(python, script, rows);
var lines = new List<string> { BenchmarkPage.Row("metric", "rows drawn", "days drawn", "scikit-learn, rows drawn", ""), "|---|---|---|---|---|" };
foreach (var metric in shown)
{
    var own = Best(() => PairedBootstrap.Of(challenger, champion, byRow, 0.95, Seed, metric));
    var days = Best(() => PairedBootstrap.Of(challenger, champion, byDay, 0.95, Seed, metric));
    lines.Add(BenchmarkPage.Row(metric, Seconds(own), Seconds(days), Seconds(scipy[metric]), BenchmarkPage.Times(scipy[metric], own)));
}

lines.Add(BenchmarkPage.Row("all eleven at once", Seconds(Best(() => PairedBootstrap.Of(challenger, champion, byRow, 0.95, Seed))), Seconds(Best(() => PairedBootstrap.Of(challenger, champion, byDay, 0.95, Seed))), "", ""));
BenchmarkPage.Write(page, "gate", $"""
    ## The gate's interval

    `bench/run.sh gate`: {PairedBootstrap.Resamples} paired resamples of {rows.ToString("N0", CultureInfo.InvariantCulture)} held-out rows, each measured for two classifiers, the best of {Repeats}, on {Environment.ProcessorCount} cores. scikit-learn is called for every resample, as scipy's
    `bootstrap` does, and its time for 20 resamples is taken fifty-fold. By days: {byDay.Count} units.

    {string.Join('\n', lines)}
    """);
return 0;

static double Best(Action measure) => Enumerable.Range(0, Repeats).Min(_ =>
{
    var started = Stopwatch.GetTimestamp();
    measure();
    return Stopwatch.GetElapsedTime(started).TotalSeconds;
});

static string Seconds(double seconds) => $"{BenchmarkPage.Number(seconds, seconds < 1 ? "0.000" : "0.0")} s";

static Dictionary<string, double> Python(string python, string script, int rows)
{
    using var process = Process.Start(new ProcessStartInfo(python, [script, rows.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
    var text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return process.ExitCode == 0 ? JsonSerializer.Deserialize<Dictionary<string, double>>(text)! : throw new InvalidOperationException($"{script} failed.");
}
