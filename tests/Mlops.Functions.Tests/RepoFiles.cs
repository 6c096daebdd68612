namespace Mlops.Functions.Tests;

/// <summary>Files of the repository that the tests are run from, and of the conformance cases beside it.</summary>
internal static class RepoFiles
{
    public static string Root { get; } = Find();

    public static string Conformance => Path.GetFullPath(Path.Combine(Root, "../shared/conformance"));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Serverless.sln above the test's folder.");
        }

        return folder.FullName;
    }
}
