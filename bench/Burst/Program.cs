using System.Diagnostics;
using System.Globalization;
using Burst;

// Drops many small objects at once into a LocalCloud and says how fast each part of it keeps up: dotnet run -c Release --project bench/Burst -- [objects] [clients]
var objects = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
var clients = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 16;
var folder = Directory.CreateTempSubdirectory("burst-").FullName;
try
{
    await using var cloud = await BurstCloud.StartAsync(folder);
    var load = new Load(cloud, objects, clients);
    await MeasureAsync("events to a queue", objects, () => load.DropAsync("to-queue", () => cloud.Pending() is 0));
    await MeasureAsync("queue emptied", objects, load.DrainAsync);
    await MeasureAsync("events to a function", objects, () => load.DropAsync("to-function", () => cloud.Pending() is 0));
    await MeasureAsync("ListObjectVersions", objects, load.ListAsync);
    await MeasureAsync("HeadObject + CopyObject", objects, load.CopyAsync);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return 0;

static async Task MeasureAsync(string what, int count, Func<Task<TimeSpan>> run)
{
    GC.Collect();
    var started = Stopwatch.GetTimestamp();
    var first = await run();
    var all = Stopwatch.GetElapsedTime(started);
    using var self = Process.GetCurrentProcess();
    var puts = first == TimeSpan.Zero ? "" : $"; PutObject {first.TotalSeconds:0.0} s, {count / first.TotalSeconds:0}/s";
    Console.WriteLine(
        $"{what,-24} {all.TotalSeconds,6:0.0} s {count / all.TotalSeconds,7:0}/s   cpu {self.TotalProcessorTime.TotalSeconds,5:0.0} s   resident {self.WorkingSet64 >> 20} MB (peak {self.PeakWorkingSet64 >> 20}), heap {GC.GetTotalMemory(false) >> 20} MB{puts}");
}
