namespace LocalCloud.Processes;

/// <summary>Joins a folder and a name that came from outside (an object key, an archive's entry), never leaving the folder.</summary>
internal static class SafePath
{
    public static string Combine(string folder, string relative)
    {
        var root = Path.GetFullPath(folder);
        var full = Path.GetFullPath(Path.Combine(root, relative.TrimStart('/')));
        return full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new InvalidDataException($"'{relative}' points outside its folder.");
    }
}
