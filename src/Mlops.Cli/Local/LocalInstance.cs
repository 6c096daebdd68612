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

    /// <summary>The process's start, in ticks: a process id alone may have been given to another process since.</summary>
    public required long Started { get; init; }

    public required Uri Endpoint { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public static AWSCredentials Credentials { get; } = new BasicAWSCredentials(AccessKey, SecretKey);

    /// <summary>The instance whose state is in <paramref name="folder"/>, if its process lives.</summary>
    public static LocalInstance? Running(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path) || JsonSerializer.Deserialize<LocalInstance>(File.ReadAllText(path)) is not { } instance)
        {
            return null;
        }

        return FindProcess(instance) is { } process ? Found(process, instance) : null;
    }

    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this));

    public static void Forget(string folder) => File.Delete(Path.Combine(folder, FileName));

    public Process? FindProcess() => FindProcess(this);

    private static LocalInstance Found(Process process, LocalInstance instance)
    {
        process.Dispose();
        return instance;
    }

    private static Process? FindProcess(LocalInstance instance)
    {
        try
        {
            var process = Process.GetProcessById(instance.ProcessId);
            return process.StartTime.Ticks == instance.Started ? process : null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
