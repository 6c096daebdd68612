namespace LocalCloud.Processes;

/// <summary>
/// Appends lines to one file, creating folder and file on the first line. A disk that refuses them loses log lines, never work.
/// One that is <paramref name="keptOpen"/> is open from its first line until it is disposed, for those that write many.
/// </summary>
public sealed class LogFile(string path, bool keptOpen = false) : IDisposable
{
    private readonly Lock _gate = new();
    private StreamWriter? _writer;
    private bool _disposed;

    public string Path { get; } = path;

    public void Write(string line)
    {
        lock (_gate)
        {
            try
            {
                if (_writer is null)
                {
                    Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                    _writer = Open();
                }

                _writer.Write(line + '\n');
                _writer.Flush();
            }
            catch (IOException)
            {
                // A full disk must not fail the invocation or job that merely logs.
            }
            finally
            {
                if (!keptOpen || _disposed)
                {
                    CloseLocked();
                }
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            CloseLocked();
        }
    }

    private StreamWriter Open() => new(new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));

    private void CloseLocked()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (IOException)
        {
            // It holds a line that the disk has refused.
        }

        _writer = null;
    }
}
