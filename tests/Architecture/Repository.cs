namespace Architecture;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Serverless.sln"))
            ? folder.FullName
            : Find(folder.Parent ?? throw new DirectoryNotFoundException($"No Serverless.sln above {AppContext.BaseDirectory}."));
}
