namespace LocalCloud.Tests.S3;

/// <summary>Where the repository and the conformance data beside it are.</summary>
internal static class RepositoryPaths
{
    public static string Root { get; } = FindRoot();

    public static string Conformance { get; } = Path.GetFullPath(Path.Combine(Root, "..", "shared", "conformance"));

    public static string RequireConformance(string file)
    {
        var path = Path.Combine(Conformance, file);
        Assert.SkipUnless(File.Exists(path), $"{path} is absent: the conformance data is kept outside of the repository.");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Serverless.sln was not found above the tests.");
    }
}
