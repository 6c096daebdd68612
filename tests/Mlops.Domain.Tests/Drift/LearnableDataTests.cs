using CsCheck;
using Mlops.Domain.Datasets;
using Mlops.Domain.Drift;

namespace Mlops.Domain.Tests.Drift;

public sealed class LearnableDataTests
{
    private static readonly LastVerdict Verdict = new() { Run = "r1", AdmittedAt = DateTimeOffset.UnixEpoch, Dataset = "d", Definition = "definition", Image = "image" };

    [Fact]
    public void Of_NoVerdict_IsNew() => Assert.True(LearnableData.Of(Source([]), null, null).IsNew);

    [Fact]
    public void Of_VerdictWithoutManifest_IsNew() => Assert.True(LearnableData.Of(Source([]), Verdict, null).IsNew);

    [Fact]
    public void Of_SameFilesInAnyOrder_IsNothingNew() => Files.Sample(files =>
        !LearnableData.Of(Source([.. files.Reverse()]), Verdict, Manifest(files)).IsNew);

    [Fact]
    public void Of_OneFileMoreLessOrChanged_IsNew() => Gen.Select(Files.Where(files => files.Length > 0), Gen.Int).Sample((files, seed) =>
    {
        var index = (int)((uint)seed % (uint)files.Length);
        FileVersion[][] changed = [[.. files, new("new", "v")], [.. files.Where((_, at) => at != index)], [.. files.Select((file, at) => at == index ? file with { Version = "other" } : file)]];
        return changed.All(now => LearnableData.Of(Source(now), Verdict, Manifest(files)).IsNew);
    });

    [Theory]
    [InlineData("definition", "other", "image")]
    [InlineData("other", "definition", "definition")]
    public void Of_OtherDefinitionOrImage_IsNewAndSaysWhich(string definition, string image, string named)
    {
        var data = LearnableData.Of(new LearnableSource([], definition, image), Verdict, Manifest([]));

        Assert.True(data.IsNew);
        Assert.Contains(named, data.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_VersionThatIsOverwrittenInPlace_IsNew() =>
        Assert.True(LearnableData.Of(Source([new("a", "null")]), Verdict, Manifest([new("a", "null")])).IsNew);

    [Theory]
    [InlineData("v2", false)]
    [InlineData("v3", true)]
    [InlineData("null", true)]
    public void Of_SameBytesUploadedAgain_IsNothingNewOnceTheyAreKnown(string version, bool isNew)
    {
        var manifest = DatasetManifest.Of([new DatasetFile("a", "v1", "00", 1)]);
        var frozen = new FrozenObjects { Versions = new Dictionary<string, string> { ["v2"] = "00", ["null"] = "00" } };

        Assert.Equal(isNew, LearnableData.Of(Source([new("a", version)]), Verdict with { Dataset = manifest.Dataset }, manifest, frozen).IsNew);
    }

    [Fact]
    public void Of_OtherBytesThatAreKnown_IsNew()
    {
        var manifest = DatasetManifest.Of([new DatasetFile("a", "v1", "00", 1)]);
        var frozen = new FrozenObjects { Versions = new Dictionary<string, string> { ["v2"] = "01" } };

        Assert.True(LearnableData.Of(Source([new("a", "v2")]), Verdict with { Dataset = manifest.Dataset }, manifest, frozen).IsNew);
    }

    private static Gen<FileVersion[]> Files => Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3]).Select((key, version) => new FileVersion($"k{key}", $"v{version}"))
        .Array[0, 20].Select(files => files.DistinctBy(file => file.Key).ToArray());

    private static LearnableSource Source(FileVersion[] files) => new(files, "definition", "image");

    private static DatasetManifest Manifest(FileVersion[] files) => DatasetManifest.Of(files.Select(file => new DatasetFile(file.Key, file.Version, "00", 1)));
}
