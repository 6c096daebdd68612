using System.Globalization;

namespace Mlops.Bench.Common;

/// <summary>Memory of a process as Linux counts it, in MiB.</summary>
public static class ProcessMemory
{
    /// <summary>The most that was ever resident (VmHWM); 0 for a process that has ended.</summary>
    public static double Peak(int process) => Field($"/proc/{process}/status", "VmHWM:");

    /// <summary>What a process and all below it hold now, a page that several share counted once (PSS).</summary>
    public static double OfTree(int process) => Field($"/proc/{process}/smaps_rollup", "Pss:") + Children(process).Sum(OfTree);

    private static IEnumerable<int> Children(int process)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static double Field(string file, string name)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
