using System.Diagnostics;
using Mlops.Bench.Drift;
using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

if (args is not [var folder, var python, var script, var page, var rowsText] || !int.TryParse(rowsText, out var rows))
{
    Console.Error.WriteLine("Usage: Mlops.Bench.Drift DATA_FOLDER PYTHON SCRIPT PAGE.md ROWS; bench/run.sh drift passes these.");
    return 2;
}

const int Repeats = 3;
Directory.CreateDirectory(folder);
string referenceFile = Path.Combine(folder, "reference.csv"), currentFile = Path.Combine(folder, "current.csv");
Console.WriteLine($"Making {rows:N0} rows x {Table.Headers.Length} columns twice …");
Table reference = Table.Make(rows, 1, 0), current = Table.Make(rows, 2, 0.3);
reference.Write(referenceFile);
current.Write(currentFile);

Console.WriteLine("Measuring C# …");
var (exact1, exact) = Best(() => ExactComparison.Run(reference, current, 1));
var (exact2, _) = Best(() => ExactComparison.Run(reference, current, 2));
var (profile1, analysis) = Best(() => ProductPath.Run(reference, current, 1));
var (profile2, _) = Best(() => ProductPath.Run(reference, current, 2));
var baseline = ProductPath.Profile(reference, 1);
var (monitor, _) = Best(() => DriftAnalysis.Compare(baseline, ProductPath.Profile(current, 1), new DriftDefinition()));
var (parse, _) = Best(() => ProductPath.ReadCsv(referenceFile, null) + ProductPath.ReadCsv(currentFile, null));
var (whole, fromFiles) = Best(() => FromFiles(referenceFile, currentFile));
reference = current = null!;
GC.Collect();

Console.WriteLine("Measuring pandas and scipy …");
var scipy = PythonRun.Of(python, script, referenceFile, currentFile, Repeats);
Report.Check(exact, analysis, fromFiles, scipy);
Report.Publish(page, rows, new Measurements(exact1, exact2, profile1, profile2, monitor, parse, whole), new FileInfo(referenceFile).Length + new FileInfo(currentFile).Length, scipy);
return 0;

static DriftAnalysis FromFiles(string referenceFile, string currentFile)
{
    ProfileBuilder before = ProductPath.Builder(), now = ProductPath.Builder();
    ProductPath.ReadCsv(referenceFile, before);
    ProductPath.ReadCsv(currentFile, now);
    return DriftAnalysis.Compare(before.Build(), now.Build(), new DriftDefinition());
}

static (Time Time, T Result) Best<T>(Func<T> action)
{
    var result = action();
    var best = new Time(double.MaxValue, double.MaxValue);
    using var process = Process.GetCurrentProcess();
    for (var i = 0; i < Repeats; i++)
    {
        process.Refresh();
        var processor = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        result = action();
        var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        process.Refresh();
        best = best.Better(new Time(wall, (process.TotalProcessorTime - processor).TotalMilliseconds));
    }

    return (best, result);
}
