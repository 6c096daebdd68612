using System.Globalization;
using Mlops.Bench.Common;
using Mlops.Bench.LocalCloud;
using static Mlops.Bench.Common.BenchmarkPage;

if (args is not [var page, var root, var cli, var roundsText] || !int.TryParse(roundsText, out var rounds))
{
    Console.Error.WriteLine("Usage: Mlops.Bench.LocalCloud PAGE.md ROOT MLOPS.dll ROUNDS; bench/run.sh localcloud passes these.");
    return 2;
}

const double AllowedOverhead = 5;
var names = new[] { "empty", "with the app deployed from nothing", "again on the state of before" };
var (times, memories) = (names.Select(_ => new Sample()).ToArray(), names.Select(_ => new Sample()).ToArray());
var demos = new List<Demo>();
for (var round = 0; round < rounds; round++)
{
    var folder = Directory.CreateTempSubdirectory("mlops-bench-cloud-").FullName;
    var (empty, full) = (new LocalCloudProcess(cli, root, Path.Combine(folder, "empty")), new LocalCloudProcess(cli, root, Path.Combine(folder, "full")));
    Note(0, await empty.RunAsync("--empty"));
    Note(1, await full.RunAsync());
    Note(2, await full.RunAsync());
    Directory.Delete(folder, recursive: true);
    demos.Add(await Demo.RunAsync(cli, root));
}

var demo = demos.OrderBy(each => each.Overhead).ElementAt(rounds / 2);
Write(page, "localcloud", string.Create(CultureInfo.InvariantCulture, $"""
    ## LocalCloud

    `bench/run.sh localcloud`: the process behind `mlops up`, from its start until it is ready, and what it holds then; medians of {rounds}.

    {Row("start", "seconds", "memory MiB")}
    |---|---:|---:|
    {string.Join('\n', names.Select((name, i) => Row(name, Number(times[i].Median, "0.00"), Number(memories[i].Median, "0"))))}

    The demo, four stories with {demo.JobSeconds:0.0} s of jobs at work, takes {demo.Seconds:0.0} s: **{demo.Overhead:0.0} s beyond the jobs** (target: {AllowedOverhead:0} s), and its process peaks at {demo.PeakMemoryMiB:0} MiB.
    Median of {rounds}; {string.Join(", ", demos.Select(each => Number(each.Overhead, "0.0")))} s each. {Machine.Describe()}.
    """));
return 0;

void Note(int which, (double Seconds, double Memory) measured)
{
    times[which].Add(measured.Seconds);
    memories[which].Add(measured.Memory);
}
