namespace Artifacts.Support;

/// <summary>What the build has published. Only the local part is always there; a test of the rest says that it is not.</summary>
internal static class Published
{
    public const string Roots = "aws-roots.pem";

    public static string Root { get; } = Find();

    public static string Algorithm => Require(Path.Combine(Root, "artifacts", "publish", "Mlops.Algorithm", "release_linux-x64"), "./mlops build");

    /// <summary>The folder of the functions for a runtime such as <c>linux-arm64</c>.</summary>
    public static string Functions(string runtime) => Require(
        Path.Combine(Root, "artifacts", "functions", runtime),
        runtime == "linux-arm64" ? "./mlops build --arch arm64" : "./mlops build");

    public static string Bootstrap(string runtime) => Path.Combine(Functions(runtime), "bootstrap");

    private static string Require(string folder, string cure)
    {
        Assert.SkipUnless(Directory.Exists(folder), $"{Path.GetRelativePath(Root, folder)} is not published; run {cure}.");
        return folder;
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "cdk.json")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
