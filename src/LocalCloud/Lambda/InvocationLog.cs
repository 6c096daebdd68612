using System.Globalization;

namespace LocalCloud.Lambda;

/// <summary>The START, END and REPORT lines around an invocation.</summary>
internal sealed class InvocationLog(TimeProvider supervision, Action<string> write)
{
    private long _started;

    public void Start(string requestId)
    {
        _started = supervision.GetTimestamp();
        write($"START RequestId: {requestId} Version: $LATEST");
    }

    public void End(string requestId, FunctionConfiguration function, int process, TimeSpan? initialisation)
    {
        var elapsed = supervision.GetElapsedTime(_started);
        write($"END RequestId: {requestId}");
        var report = string.Create(CultureInfo.InvariantCulture,
            $"REPORT RequestId: {requestId}\tDuration: {elapsed.TotalMilliseconds:0.00} ms\tBilled Duration: {Math.Ceiling(elapsed.TotalMilliseconds):0} ms\tMemory Size: {function.MemorySize} MB\tMax Memory Used: {PeakMegabytes(process)} MB");
        write(initialisation is { } time
            ? report + string.Create(CultureInfo.InvariantCulture, $"\tInit Duration: {time.TotalMilliseconds:0.00} ms")
            : report);
    }

    private static long PeakMegabytes(int process)
    {
        try
        {
            var peak = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return peak is null ? 0 : long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The process is gone, or this system has no /proc.
            return 0;
        }
    }
}
