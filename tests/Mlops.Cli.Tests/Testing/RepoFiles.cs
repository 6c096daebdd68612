namespace Mlops.Cli.Tests.Testing;

/// <summary>Where the checkout is that the tests were built from.</summary>
internal static class RepoFiles
{
    public static string Root { get; } = Find();

    public static string Sample => Path.Combine(Root, "samples", "ridership", "chicago-ridership.csv");

    public static string Golden => Path.Combine(Root, "pipelines", "ridership", "golden.csv");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No Serverless.sln at or above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
