namespace LocalCloud.StatesLanguage.Tests.Conformance;

/// <summary>The shared conformance cases, which live beside the repository and not in it.</summary>
internal static class ConformanceFolder
{
    public const string Absent = "The conformance cases are not on this machine (../shared/conformance beside the repository).";

    public static string? Find(string relative)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
        {
            folder = folder.Parent;
        }

        return new[] { folder?.Parent, folder?.Parent?.Parent }
            .OfType<DirectoryInfo>()
            .Select(parent => Path.Combine(parent.FullName, "shared", "conformance", relative))
            .FirstOrDefault(Path.Exists);
    }
}
