using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ContainerArchive;

/// <summary>The system libraries that binaries need, as this machine's loader finds them. The image has them at the same paths, which is where its loader, taken along, looks.</summary>
public static partial class SharedLibraries
{
    // .NET loads these by name when it first hashes something, so no loader can list them.
    private const string OpenSsl = "libssl.so.3";

    /// <summary>Paths of all libraries, the loader included.</summary>
    public static IReadOnlyCollection<string> Of(IEnumerable<string> binaries)
    {
        var found = new SortedSet<string>(binaries.SelectMany(List), StringComparer.Ordinal);
        var folders = found.Select(library => Path.GetDirectoryName(library)!).Distinct().ToList();
        var openSsl = folders.Select(folder => Path.Combine(folder, OpenSsl)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"{OpenSsl} was not found; the container needs it to hash. Install it: apt-get install libssl3.");
        found.Add(openSsl);
        found.UnionWith(List(openSsl));
        return found;
    }

    private static List<string> List(string binary)
    {
        using var process = Process.Start(new ProcessStartInfo("ldd", [binary]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("ldd does not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Contains("not found", StringComparison.Ordinal) || process.ExitCode != 0
            ? throw new InvalidOperationException($"ldd cannot resolve all libraries of {binary}: {output}")
            : [.. ResolvedPath().Matches(output).Select(match => match.Value)];
    }

    [GeneratedRegex(@"(?<=^\s|=> )/\S+(?= \()", RegexOptions.Multiline)]
    private static partial Regex ResolvedPath();
}
