using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.S3;
using CsCheck;
using Mlops.Domain.Json;
using Mlops.Functions.Storage;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class SnapshotTests
{
    [Fact]
    public async Task HandleAsync_NewFiles_AreFrozenByContent()
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one");
        world.S3.Upload(World.Data, "incoming/ridership/b.csv", "two");
        world.S3.Upload(World.Data, "incoming/ridership/copy.csv", "one");
        world.S3.Upload(World.Data, "incoming/ridership/folder/", "");
        world.S3.Upload(World.Data, "incoming/other/c.csv", "three");

        var answer = await world.SnapshotAsync("upload-1");

        Assert.Equal(("new", 3, 9), ((string)answer["status"]!, (int)answer["files"]!, (int)answer["bytes"]!));
        Assert.Equal("one", world.Artifact($"objects/{ContentHash.Of("one")}"));
        Assert.Equal("two", world.Artifact($"objects/{ContentHash.Of("two")}"));
        Assert.Equal(2, world.S3.Keys(World.Artifacts, "objects/").Count);
        var run = $"runs/ridership/{World.RunOf(World.Execution("upload-1"))}";
        var manifest = JsonSerializer.Deserialize(world.Artifact($"{run}/manifest.json")!, DomainJson.Wire.DatasetManifest)!;
        Assert.Equal(["incoming/ridership/a.csv", "incoming/ridership/b.csv", "incoming/ridership/copy.csv"], manifest.Files.Select(file => file.Key));
        Assert.StartsWith("""[{"prefix":"s3://artifacts/objects/"},""", world.Artifact($"{run}/objects.manifest"), StringComparison.Ordinal);
        Assert.Equal(manifest.Dataset, world.Run("upload-1").Dataset!.Hash);
    }

    [Fact]
    public async Task HandleAsync_ManyPagesAndVersions_TakesTheCurrentOnes() => await Gen.Int[0, 30].SampleAsync(async count =>
    {
        var world = await AdmittedAsync(pageSize: 7);
        for (var number = 0; number < count; number++)
        {
            world.S3.Upload(World.Data, $"incoming/ridership/{number:00}.csv", $"old {number}");
            world.S3.Upload(World.Data, $"incoming/ridership/{number:00}.csv", $"new {number}");
        }

        await world.SnapshotAsync("upload-1");

        return world.S3.Keys(World.Artifacts, "objects/").Order().SequenceEqual(Enumerable.Range(0, count).Select(number => $"objects/{ContentHash.Of($"new {number}")}").Order());
    }, iter: 20);

    [Fact]
    public async Task HandleAsync_TruthToLearnFrom_IsPartOfTheDatasetUnderItsFullKey()
    {
        var world = new World();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "a");
        world.S3.Upload(World.Data, "truth/ridership/a.csv", "b");
        world.S3.Upload(World.Data, "truth/other/a.csv", "c");
        await world.AdmitAsync("upload-1");

        await world.SnapshotAsync("upload-1");

        var manifest = JsonSerializer.Deserialize(world.Artifact($"runs/ridership/{World.RunOf(World.Execution("upload-1"))}/manifest.json")!, DomainJson.Wire.DatasetManifest)!;
        Assert.Equal(["incoming/ridership/a.csv", "truth/ridership/a.csv"], manifest.Files.Select(file => file.Key));
    }

    [Fact]
    public async Task HandleAsync_DeletedFile_IsNotPartOfTheDataset()
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one");
        world.S3.Upload(World.Data, "incoming/ridership/b.csv", "two");
        world.S3.Delete(World.Data, "incoming/ridership/b.csv");

        Assert.Equal(1, (int)(await world.SnapshotAsync("upload-1"))["files"]!);
    }

    [Fact]
    public async Task HandleAsync_FullObjectChecksum_SparesReadingTheContent()
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one", Checksum("one"), ChecksumType.FULL_OBJECT);
        var reads = world.S3.Reads;
        await world.SnapshotAsync("upload-1");
        var withChecksum = world.S3.Reads - reads;
        world.S3.Upload(World.Data, "incoming/ridership/b.csv", "two", Checksum("two") + "-1", ChecksumType.COMPOSITE);
        reads = world.S3.Reads;

        await world.SnapshotAsync("upload-1");

        Assert.Equal(withChecksum + 2, world.S3.Reads - reads);
        Assert.Equal("two", world.Artifact($"objects/{ContentHash.Of("two")}"));
    }

    [Fact]
    public async Task HandleAsync_Repeated_CopiesNothingTwice()
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one");
        var first = await world.SnapshotAsync("upload-1");
        var copies = world.S3.Copies;

        var second = await world.SnapshotAsync("upload-1");

        Assert.Equal((first.ToJsonString(), copies), (second.ToJsonString(), world.S3.Copies));
    }

    [Fact]
    public async Task HandleAsync_BrokenOff_GoesOnWhereItStopped()
    {
        var world = await AdmittedAsync();
        for (var number = 0; number < 450; number++)
        {
            world.S3.Upload(World.Data, $"incoming/ridership/{number:000}.csv", $"content {number}");
        }

        world.S3.BeforeCopy = request => _ = request.SourceKey.EndsWith("449.csv", StringComparison.Ordinal) ? throw new AmazonS3Exception("Slow down.") : request;
        await Assert.ThrowsAsync<AmazonS3Exception>(() => world.SnapshotAsync("upload-1"));
        var memo = JsonSerializer.Deserialize(world.Artifact("runs/ridership/frozen.json")!, DomainJson.Wire.FrozenObjects)!;

        Assert.InRange(memo.Versions.Count, 401, 449);
    }

    [Fact]
    public async Task HandleAsync_UnversionedObject_IsReadAgain()
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one", version: "null");
        await world.SnapshotAsync("upload-1");
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "two", version: "null");

        await world.SnapshotAsync("upload-1");

        Assert.Equal("two", world.Artifact($"objects/{ContentHash.Of("two")}"));
    }

    [Fact]
    public async Task HandleAsync_NothingThere_IsEmpty() =>
        Assert.Equal("empty", (string)(await (await AdmittedAsync()).SnapshotAsync("upload-1"))["status"]!);

    [Theory]
    [InlineData("deployed", false, "image@sha256:1", "unchanged")]
    [InlineData("refused", false, "image@sha256:1", "unchanged")]
    [InlineData("rejected", false, "image@sha256:1", "unchanged")]
    [InlineData("registered", false, "image@sha256:1", "unchanged")]
    [InlineData("failed", false, "image@sha256:1", "new")]
    [InlineData("deployed", true, "image@sha256:1", "new")]
    [InlineData("deployed", false, "image@sha256:2", "new")]
    public async Task HandleAsync_SameDataAgain_IsUnchangedAfterAVerdict(string outcome, bool force, string image, string expected)
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one");
        await world.SnapshotAsync("upload-1");
        await world.RecordAsync("upload-1", outcome);
        world.S3.Upload(World.Data, "incoming/ridership/same-under-another-name.csv", "one");
        await world.AdmitAsync("upload-2", image: image);

        var answer = await world.SnapshotAsync("upload-2", force, image);

        Assert.Equal(expected, (string)answer["status"]!);
        Assert.Equal(expected == "unchanged" ? World.RunOf(World.Execution("upload-1")) : null, (string?)answer["sameAs"]);
    }

    [Theory]
    [InlineData("failed", "new")]
    [InlineData("expired", "new")]
    [InlineData("declined", "unchanged")]
    public async Task HandleAsync_SameDataAfterARegisteredModelThatWasNotDeployed_GoesByWhy(string outcome, string expected)
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Data, "incoming/ridership/a.csv", "one");
        await world.SnapshotAsync("upload-1");
        await world.RecordAsync("upload-1", "registered");
        await world.RecordAsync("upload-1", outcome);
        await world.AdmitAsync("upload-2");

        Assert.Equal(expected, (string)(await world.SnapshotAsync("upload-2"))["status"]!);
    }

    [Fact]
    public async Task HandleAsync_WithoutTheLease_Stops()
    {
        var world = await AdmittedAsync();
        await world.RecordAsync("upload-1", "failed");

        await Assert.ThrowsAsync<LeaseLostException>(() => world.SnapshotAsync("upload-1"));
    }

    [Fact]
    public async Task HandleAsync_BrokenRunRecord_SaysWhichKey()
    {
        var world = await AdmittedAsync();
        world.S3.Upload(World.Artifacts, $"runs/ridership/{World.RunOf(World.Execution("upload-1"))}/run.json", "{ broken");

        Assert.Contains("run.json", (await Assert.ThrowsAsync<BrokenDocumentException>(() => world.SnapshotAsync("upload-1"))).Message, StringComparison.Ordinal);
    }

    private static async Task<World> AdmittedAsync(int pageSize = 1000)
    {
        var world = new World(pageSize);
        await world.AdmitAsync("upload-1");
        return world;
    }

    private static string Checksum(string content) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
