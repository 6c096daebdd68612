using System.ComponentModel;
using System.Diagnostics;

namespace Clients.Support;

/// <summary>Runs programs from the PATH.</summary>
internal static class Programs
{
    private const int NotFound = 127;

    public static async Task<(int Code, string Output, string Error)> RunAsync(
        string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = Start(program, arguments, environment);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await error);
        }
        catch (Win32Exception)
        {
            return (NotFound, "", $"There is no {program} on the PATH.");
        }
    }

    /// <summary>A start whose environment says of AWS only what is given here: a developer's profile must not get in between.</summary>
    public static ProcessStartInfo Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Null when the command works, else <paramref name="reason"/>.</summary>
    public static async Task<string?> MissingAsync(string program, string[] arguments, string reason) =>
        (await RunAsync(program, arguments, new Dictionary<string, string>(), CancellationToken.None)).Code == 0 ? null : reason;
}
