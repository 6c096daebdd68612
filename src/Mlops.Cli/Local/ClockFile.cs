using System.Globalization;

namespace Mlops.Cli.Local;

/// <summary>How far a state's clock has come.</summary>
internal sealed class ClockFile(string path)
{
    private readonly Lock _gate = new();

    public DateTimeOffset? Read() => File.Exists(path) ? DateTimeOffset.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : null;

    public void Write(DateTimeOffset now)
    {
        // A jump writes beside the ticking writer.
        lock (_gate)
        {
            try
            {
                File.WriteAllText(path + ".tmp", now.ToString("O", CultureInfo.InvariantCulture));
                File.Move(path + ".tmp", path, overwrite: true);
            }
            catch (IOException)
            {
                // A full disk shows where it matters; a clock that starts a second earlier does not.
            }
        }
    }
}
