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

    private static Gen<FileVersion[]> Files => Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3]).Select((key, version) => new FileVersion($"k{key}", $"v{version}"))
        .Array[0, 20].Select(files => files.DistinctBy(file => file.Key).ToArray());

    private static LearnableSource Source(FileVersion[] files) => new(files, "definition", "image");

    private static DatasetManifest Manifest(FileVersion[] files) => DatasetManifest.Of(files.Select(file => new DatasetFile(file.Key, file.Version, "00", 1)));
}
