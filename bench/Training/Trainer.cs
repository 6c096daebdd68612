using System.Diagnostics;
using System.Globalization;
using Mlops.Bench.Common;

namespace Mlops.Bench.Training;

/// <summary>One way to train: a whole process, from the files to the model.</summary>
internal sealed record Trainer(string Name, Func<Dataset, ProcessStartInfo> Command)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    public Dictionary<Dataset, List<Training>> Results { get; } = [];

    public Sample Seconds(Dataset dataset) => Of(dataset, training => training.Seconds);

    public Sample Memory(Dataset dataset) => Of(dataset, training => training.Memory);

    public double Rmse(Dataset dataset) => Results[dataset][0].Rmse;

    public async Task RunAsync(Dataset dataset, bool isCounted)
    {
        var start = Command(dataset);
        start.RedirectStandardOutput = true;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{Name} does not start.");
        var said = process.StandardOutput.ReadToEndAsync();
        var (peak, ended) = (0.0, process.WaitForExitAsync());
        while (!ended.IsCompleted)
        {
            peak = Math.Max(peak, ProcessMemory.Peak(process.Id));
            await Task.WhenAny(ended, Task.Delay(Look, TimeProvider.System));
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var output = await said;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Name} ended with {process.ExitCode}: {output}");
        }

        if (isCounted)
        {
            Results.TryAdd(dataset, []);
            Results[dataset].Add(new Training(seconds, peak, Metric(output)));
        }
    }

    private static double Metric(string output) => double.Parse(
        output.Split('\n').Single(line => line.StartsWith("validation:rmse=", StringComparison.Ordinal)).Split('=')[1], CultureInfo.InvariantCulture);

    private Sample Of(Dataset dataset, Func<Training, double> value)
    {
        var sample = new Sample();
        Results[dataset].ForEach(training => sample.Add(value(training)));
        return sample;
    }
}

/// <summary>What one training took, in seconds and MiB at most, and its error on the rows that it was not fitted to.</summary>
internal sealed record Training(double Seconds, double Memory, double Rmse);
