using System.Diagnostics;
using System.Text.Json;
using Amazon.Runtime;

namespace Mlops.Cli.Local;

/// <summary>A LocalCloud that <c>mlops up</c> started, as it wrote itself down beside its state.</summary>
public sealed record LocalInstance
{
    /// <summary>The account's own key pair in every LocalCloud: it listens on loopback only, so there is nothing to keep secret.</summary>
    public const string AccessKey = "AKIALOCALCLOUD000000";

    public const string SecretKey = "localcloud";

    private const string FileName = "instance.json";

    public required int ProcessId { get; init; }

    /// <summary>The process's start, in ticks since the machine's: a process id alone may have been given to another process since.</summary>
    public required long Started { get; init; }

    public required Uri Endpoint { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public static AWSCredentials Credentials { get; } = new BasicAWSCredentials(AccessKey, SecretKey);

    /// <summary>The instance whose state is in <paramref name="folder"/>, if its process lives.</summary>
    public static LocalInstance? Running(string folder) => Read(Path.Combine(folder, FileName)) is { } instance && instance.IsAlive ? instance : null;

    private bool IsAlive => ProcessTable.StartOf(ProcessId) == Started;

    /// <summary>Replaces the file in one step, so that nobody reads half of it.</summary>
    public void Save(string folder)
    {
        var path = Path.Combine(folder, FileName);
        File.WriteAllText(path + ".tmp", JsonSerializer.Serialize(this));
        File.Move(path + ".tmp", path, overwrite: true);
    }

    public static void Forget(string folder) => File.Delete(Path.Combine(folder, FileName));

    public Process? FindProcess()
    {
        try
        {
            return IsAlive ? Process.GetProcessById(ProcessId) : null;
        }
        catch (ArgumentException)
        {
            // It ended between the two looks.
            return null;
        }
    }

    private static LocalInstance? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<LocalInstance>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            // What a full disk or a lost machine left of it says nothing about a process that lives.
            return null;
        }
    }
}
