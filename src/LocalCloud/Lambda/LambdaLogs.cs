using System.Collections.Concurrent;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>One log file per function, and whoever else wants the lines as (function, line).</summary>
internal sealed class LambdaLogs(string folder, Action<string, string>? sink) : IDisposable
{
    private readonly ConcurrentDictionary<string, LogFile> _files = new(StringComparer.Ordinal);

    public void Write(string function, string line)
    {
        _files.GetOrAdd(function, name => new LogFile(Path.Combine(folder, name + ".log"), keptOpen: true)).Write(line);
        sink?.Invoke(function, line);
    }

    /// <summary>What is written after it opens its file for itself.</summary>
    public void Dispose()
    {
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }
    }
}
