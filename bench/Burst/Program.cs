using System.Diagnostics;
using System.Globalization;
using Burst;
using Mlops.Bench.Common;
using static Mlops.Bench.Common.BenchmarkPage;

// Drops many small objects at once into a LocalCloud and says how fast each part of it keeps up: bench/run.sh burst [OBJECTS]
if (args is not [var objectsText, var clientsText, var page]
    || !int.TryParse(objectsText, CultureInfo.InvariantCulture, out var objects) || !int.TryParse(clientsText, CultureInfo.InvariantCulture, out var clients))
{
    Console.Error.WriteLine("Usage: Burst OBJECTS CLIENTS PAGE.md; bench/run.sh burst passes these.");
    return 2;
}

var rows = new List<string>();
var folder = Directory.CreateTempSubdirectory("burst-").FullName;
try
{
    await using var cloud = await BurstCloud.StartAsync(folder);
    var load = new Load(cloud, objects, clients);
    await MeasureAsync("uploads until all events are in a queue", () => load.DropAsync("to-queue", () => cloud.Pending() is 0));
    await MeasureAsync("the queue emptied", load.DrainAsync);
    await MeasureAsync("uploads until a function has had all events", () => load.DropAsync("to-function", () => cloud.Pending() is 0));
    await MeasureAsync("`ListObjectVersions`", load.ListAsync);
    await MeasureAsync("`HeadObject` and `CopyObject` of each", load.CopyAsync);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Write(page, "burst", string.Create(CultureInfo.InvariantCulture, $"""
    ## Burst

    `bench/run.sh burst`: {objects:N0} small objects at once from {clients} clients in the LocalCloud's own process, which has the clients in it.

    {Row("what", "seconds", "objects/s", "of it uploads, seconds", "processor s", "resident MiB", "peak MiB")}
    |---|---:|---:|---:|---:|---:|---:|
    {string.Join('\n', rows)}

    {Machine.Describe()}.
    """));
return 0;

async Task MeasureAsync(string what, Func<Task<TimeSpan>> run)
{
    GC.Collect();
    using var self = Process.GetCurrentProcess();
    var (processor, started) = (self.TotalProcessorTime, Stopwatch.GetTimestamp());
    var uploads = await run();
    var all = Stopwatch.GetElapsedTime(started).TotalSeconds;
    self.Refresh();
    rows.Add(Row(
        what,
        Number(all, "0.0"),
        Number(objects / all, "N0"),
        uploads == TimeSpan.Zero ? "" : Number(uploads.TotalSeconds, "0.0"),
        Number((self.TotalProcessorTime - processor).TotalSeconds, "0.0"),
        Number(self.WorkingSet64 >> 20, "0"),
        Number(self.PeakWorkingSet64 >> 20, "0")));
}
