namespace Mlops.Functions.Tests.Functions;

/// <summary>Recorded events beside the repository; a test that asks for them is skipped where they are not.</summary>
internal static class ConformanceEvents
{
    public static IReadOnlyList<string> In(string folder)
    {
        Assert.SkipUnless(Directory.Exists(RepoFiles.Conformance), "The conformance cases are not beside this repository.");
        var files = Directory.GetFiles(Path.Combine(RepoFiles.Conformance, "events", folder), "*.json");
        Assert.NotEmpty(files);
        return files;
    }
}
