using System.Text.Json.Nodes;

namespace LocalCloud.Tests.Testing;

/// <summary>The conformance collection beside the repository; tests that need it are skipped where it is absent.</summary>
internal static class Conformance
{
    public static string Folder(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Serverless.sln")))
        {
            root = root.Parent;
        }

        var folder = Path.Combine(root?.FullName ?? ".", "..", "shared", "conformance", name);
        Assert.SkipUnless(Directory.Exists(folder), $"The conformance collection '{name}' is not beside the repository.");
        return folder;
    }

    public static JsonArray Cases(string folder, string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(folder), file)))!["cases"]!.AsArray();
}
