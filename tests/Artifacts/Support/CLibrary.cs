namespace Artifacts.Support;

/// <summary>What is compiled ahead of time must load on the C library of its host, which may be older than the builder's.</summary>
internal static class CLibrary
{
    // Amazon Linux 2023 has this one, and with it the Lambda runtime provided.al2023.
    private static readonly Version Newest = new(2, 34);

    public static void AssertNotNewer(string path)
    {
        var needed = Needed(ElfFile.Open(path)).ToList();

        Assert.NotEmpty(needed);
        Assert.True(needed.Max() <= Newest, $"{path} needs GLIBC {needed.Max()}; build it on a system with {Newest} or older.");
    }

    public static IEnumerable<Version> Needed(ElfFile file) => Versions(file.Needed().Select(need => need.Version));

    public static IEnumerable<Version> Defined(ElfFile file) => Versions(file.Defined());

    private static IEnumerable<Version> Versions(IEnumerable<string> names) =>
        from name in names
        where name.StartsWith("GLIBC_2", StringComparison.Ordinal)
        select Version.Parse(name["GLIBC_".Length..]);
}
