namespace Scenarios.Support;

/// <summary>The functions' processes that a cloud keeps, as the system knows them.</summary>
internal static class FunctionProcesses
{
    /// <summary>What the processes of executables below a folder really run, process by process.</summary>
    public static IReadOnlyList<string> Executables(string folder) =>
        [.. Directory.GetDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0])).Select(Executable).OfType<string>()
            .Where(executable => executable.StartsWith(folder + "/", StringComparison.Ordinal))];

    private static string? Executable(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "exe")).LinkTarget;
        }
        catch (IOException)
        {
            // It has ended since, or is another user's.
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
