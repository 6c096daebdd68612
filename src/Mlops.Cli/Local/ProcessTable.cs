using System.Globalization;

namespace Mlops.Cli.Local;

/// <summary>
/// Tells processes apart that had the same id one after the other. The runtime's own start time is of no use for that: it is
/// reckoned from the wall clock and differs by some milliseconds between two who ask.
/// </summary>
internal static class ProcessTable
{
    /// <summary>The field <c>starttime</c> of <c>/proc/PID/stat</c>, counted from field 3, the first after the name.</summary>
    private const int StartField = 22 - 3;

    /// <summary>When the process started, in clock ticks since the machine did; null when there is none of that id.</summary>
    public static long? StartOf(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

            // A zombie has ended; its parent merely has not noticed.
            return fields[0] == "Z" ? null : long.Parse(fields[StartField], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
