namespace Mlops.Algorithm.Monitoring;

/// <summary>The files that SageMaker put into an input folder: below it they keep what their keys have after the manifest's prefix.</summary>
internal static class InputFolder
{
    /// <summary>Path and name below the folder, in the order of the names; none when the folder is missing.</summary>
    public static IReadOnlyList<(string Path, string Name)> Files(string folder, string extension)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')));
        return [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
    }
}
