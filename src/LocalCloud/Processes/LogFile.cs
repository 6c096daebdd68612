namespace LocalCloud.Processes;

/// <summary>Appends lines to one file, creating folder and file on the first line. A disk that refuses them loses log lines, never work.</summary>
public sealed class LogFile(string path)
{
    private readonly Lock _gate = new();

    public string Path { get; } = path;

    public void Write(string line)
    {
        lock (_gate)
        {
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                File.AppendAllText(Path, line + '\n');
            }
            catch (IOException)
            {
                // A full disk must not fail the invocation or job that merely logs.
            }
        }
    }
}
