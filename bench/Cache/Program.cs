using System.Globalization;
using Mlops.Bench.Cache;
using Mlops.Bench.Common;
using Mlops.Domain.Caching;
using Mlops.Domain.Runs;
using static Mlops.Bench.Common.BenchmarkPage;

// What a re-run costs with the step cache and without it: bench/run.sh cache [ROUNDS]
if (args is not [var page, var root, var sample, var roundsText] || !int.TryParse(roundsText, CultureInfo.InvariantCulture, out var rounds))
{
    Console.Error.WriteLine("Usage: Cache PAGE.md ROOT SAMPLE.csv ROUNDS; bench/run.sh cache passes these.");
    return 2;
}

// ml.m5.large, the definition's, for processing and training alike in us-east-1: the list price of 2025.
const double PricePerHour = 0.115;

var lines = await File.ReadAllLinesAsync(sample);
var months = lines.Skip(1).GroupBy(line => line[..7]).Select(month => (Name: $"{month.Key}.csv", Content: string.Join('\n', [lines[0], .. month]) + "\n")).ToList();
var (first, later) = (months.Take(months.Count - rounds).ToList(), months.TakeLast(rounds).ToList());
var cases = new Dictionary<string, List<(RunRecord With, RunRecord Without)>>();

await using (var pipeline = await Pipeline.StartAsync(root))
{
    await pipeline.PutAsync(first);
    await pipeline.RunAsync(cache: true);
    await pipeline.RunAsync(cache: true);
    for (var round = 0; round < rounds; round++)
    {
        await MeasureAsync("nothing", pipeline, []);
        await MeasureAsync("a hyperparameter (`num_leaves`)", pipeline, [("num_leaves", $"{20 + round}")]);
        await pipeline.PutAsync(later[round]);
        await MeasureAsync("the newest month of data", pipeline, []);

        // The champion of the next round is this round's, evaluated against itself.
        await pipeline.RunAsync(cache: true);
        await pipeline.RunAsync(cache: true);
    }
}

var table = cases.Select(each => Line(each.Key, each.Value));
var verdicts = cases.SelectMany(each => each.Value[0].With.Steps.Select(step => Row(each.Key, step.Step, step.Cache!.Verdict.ToString().ToLowerInvariant(), step.Cache.Reason)));
Write(page, "cache", string.Create(CultureInfo.InvariantCulture, $"""
    ## Step cache

    `bench/run.sh cache`: the ridership pipeline on the LocalCloud, {first.Count} months and more. A run with the cache, then the same with `--no-cache`, {rounds} times each case; medians.
    Seconds are those of the jobs, from their start to their end, as SageMaker tells them; dollars are these seconds at ml.m5.large's list price for jobs, ${PricePerHour} an hour (us-east-1, 2025).
    On AWS a job that runs at all is charged for loading its image and data too, so that every job that is spared spares more than it does here.

    {Row("what changed", "job s without", "job s with", "saved", "$ of 1,000 runs without", "with", "steps from the cache")}
    |---|---:|---:|---:|---:|---:|---|
    {string.Join('\n', table)}

    What the cache said in the first round:

    {Row("what changed", "step", "verdict", "because")}
    |---|---|---|---|
    {string.Join('\n', verdicts)}

    {Machine.Describe()}.
    """));
return 0;

async Task MeasureAsync(string what, Pipeline pipeline, (string, string)[] hyperparameters)
{
    var with = await pipeline.RunAsync(cache: true, hyperparameters);
    var without = await pipeline.RunAsync(cache: false, hyperparameters);
    cases.TryAdd(what, []);
    cases[what].Add((with, without));
    Console.Error.WriteLine($"{what}: {Seconds(with):0.00} s of {Seconds(without):0.00} s");
}

string Line(string what, List<(RunRecord With, RunRecord Without)> runs)
{
    var (with, without) = (Median(runs.Select(run => Seconds(run.With))), Median(runs.Select(run => Seconds(run.Without))));
    var hits = runs[0].With.Steps.Where(step => step.Cache!.Verdict == CacheVerdict.Hit).Select(step => step.Step).ToList();
    return Row(
        what, Number(without, "0.00"), Number(with, "0.00"), Number((1 - (with / without)) * 100, "0") + " %",
        Number(1000 * without * PricePerHour / 3600, "0.000"), Number(1000 * with * PricePerHour / 3600, "0.000"), hits.Count == 0 ? "none" : string.Join(", ", hits));
}

static double Seconds(RunRecord run) => run.Steps.Sum(step => step is { StartedAt: { } from, EndedAt: { } to } ? (to - from).TotalSeconds : 0);

static double Median(IEnumerable<double> values) => values.Order().ToList() is var ordered ? ordered[ordered.Count / 2] : 0;
