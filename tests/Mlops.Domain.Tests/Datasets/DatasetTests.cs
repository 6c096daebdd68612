using CsCheck;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;

namespace Mlops.Domain.Tests.Datasets;

public sealed class DatasetTests
{
    private static readonly Gen<DatasetFile> Files = Gen.Select(Gen.String[1, 5], Gen.Int[0, 9])
        .Select((key, content) => new DatasetFile(key, "v" + key, ContentHash.Of($"{content}"), content));

    [Fact]
    public void Of_FilesInAnyOrderUnderAnyName_IsTheSameDataset() => Files.Array[0, 20].Sample(files =>
        DatasetManifest.Of(files).Dataset == DatasetManifest.Of(files.Reverse().Concat(files).Select(file => file with { Key = file.Key + "x" })).Dataset);

    [Fact]
    public void Of_OneMoreContent_IsAnotherDataset() => Files.Array[0, 20].Sample(files =>
        DatasetManifest.Of(files).Dataset != DatasetManifest.Of([.. files, new DatasetFile("k", "v", ContentHash.Of("new"), 1)]).Dataset);

    // Of any file: which of them holds the newest event, only prepare knows.
    [Fact]
    public void Uploads_WhenAContentArrived_IsAllThatCounts()
    {
        var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var uploads = DatasetManifest.Of([new("1", "v1", "aa", 1, first), new("2", "v2", "bb", 1, first.AddDays(2))]).Uploads();

        Assert.Equal(uploads, DatasetManifest.Of([new("3", "v7", "bb", 1, first.AddDays(2)), new("4", "v8", "aa", 1, first), new("5", "v9", "aa", 1, first.AddDays(9))]).Uploads());
        Assert.NotEqual(uploads, DatasetManifest.Of([new("1", "v1", "aa", 1, first.AddDays(1)), new("2", "v2", "bb", 1, first.AddDays(2))]).Uploads());
        Assert.NotEqual(uploads, DatasetManifest.Of([new("1", "v1", "aa", 1), new("2", "v2", "bb", 1, first.AddDays(2))]).Uploads());
    }

    [Fact]
    public void ObjectsManifest_TwoFilesOfOneContent_NamesItOnce() => Assert.Equal(
        """[{"prefix":"s3://bucket/objects/"},"aa","bb"]""",
        ObjectsManifest.Of("bucket", DatasetManifest.Of([new("3", "v3", "aa", 1), new("1", "v1", "bb", 1), new("2", "v2", "aa", 1)])));

    [Fact]
    public void FrozenObjects_OfAManifest_FindsWhatLasts()
    {
        var memo = FrozenObjects.Of(DatasetManifest.Of([new("1", "v1", "aa", 1), new("2", "null", "bb", 1)]));

        Assert.Equal("aa", memo.Find("v1"));
        Assert.Null(memo.Find("null"));
        Assert.Null(memo.Find("v2"));
    }

    [Theory]
    [InlineData("d", "p", "i", true)]
    [InlineData("x", "p", "i", false)]
    [InlineData("d", "x", "i", false)]
    [InlineData("d", "p", "x", false)]
    public void Covers_DatasetDefinitionAndImage_MustAllBeEqual(string dataset, string definition, string image, bool covered) =>
        Assert.Equal(covered, Verdict("r", 0).Covers(dataset, definition, image));

    [Fact]
    public void IsNewerThan_RunThatStartedFirstButWasAdmittedLast_IsNewer()
    {
        var (startedFirst, startedLast) = (Verdict("2601010000-0000000", 2), Verdict("2601010001-0000000", 1));

        Assert.True(startedFirst.IsNewerThan(startedLast));
        Assert.False(startedLast.IsNewerThan(startedFirst));
    }

    private static LastVerdict Verdict(string run, int admitted) =>
        new() { Run = run, AdmittedAt = DateTimeOffset.UnixEpoch.AddMinutes(admitted), Dataset = "d", Definition = "p", Image = "i" };
}
