using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Tests.Commands;

public sealed class CacheTests
{
    private static readonly DateTimeOffset Long = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero), Past = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Good = new('a', 64), Old = new('b', 64);

    [Fact]
    public async Task Explain_ARun_TellsVerdictReasonAndWhatWasSaved()
    {
        await using var aws = await WithRunAsync();

        var run = await aws.RunAsync("cache", "explain", "latest");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.All(
            ["prepare", "hit", "equal to run r1", "12 s", "train", "miss", "seed changed from 1 to 2 since run r1; not kept: AmazonS3Exception: no"],
            words => Assert.Contains(words, string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_AsJson_HasTheComponents()
    {
        await using var aws = await WithRunAsync();

        var json = JsonNode.Parse((await aws.RunAsync("cache", "explain", Samples.Deployed.Run[..12], "--json")).Output)!;

        Assert.Equal((12, "hit", "2"), ((int)json["savedSeconds"]!, (string?)json["steps"]![0]!["cache"]!["verdict"], (string?)json["steps"]![1]!["cache"]!["components"]!["seed"]));
    }

    [Fact]
    public async Task Explain_ARunThatIsNot_SaysSo()
    {
        await using var aws = await FakeAws.StartAsync();

        var run = await aws.RunAsync("cache", "explain", "nobody");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("no run 'nobody'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfAStep_HasItsResultsAlone()
    {
        await using var aws = await WithEntriesAsync();

        var all = JsonNode.Parse((await aws.RunAsync("cache", "ls", "--json")).Output)!.AsArray();
        var one = JsonNode.Parse((await aws.RunAsync("cache", "ls", "--step", "train", "--json")).Output)!.AsArray();
        var shown = await aws.RunAsync("cache", "ls");

        Assert.Equal(2, all.Count);
        Assert.Equal(Old, (string?)Assert.Single(one)!["key"]);
        Assert.Contains("expired", shown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--step train", "cache/prepare/ steps/a steps/c")]
    [InlineData("--all", "steps/c")]
    [InlineData("aaaa", "cache/train/ steps/b steps/c")]
    public async Task Remove_TakesEntriesAndTheirFiles(string what, string left)
    {
        await using var aws = await WithEntriesAsync();

        var run = await aws.RunAsync(["cache", "rm", .. what.Split(' ')]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Equal(left, string.Join(' ', aws.Objects.Keys.Order(StringComparer.Ordinal).Select(key => key.StartsWith("cache/", StringComparison.Ordinal) ? key[..(key.LastIndexOf('/') + 1)] : key[..7])));
    }

    [Theory]
    [InlineData("", "Say what to remove")]
    [InlineData("aaaa --all", "not several of them")]
    [InlineData("ffff", "Nothing is kept under a key that begins with 'ffff'")]
    public async Task Remove_OfNothingThatIsThere_IsRefused(string what, string reason)
    {
        await using var aws = await WithEntriesAsync();

        var run = await aws.RunAsync(["cache", "rm", .. what.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Equal(5, aws.Objects.Count);
    }

    [Fact]
    public async Task Collect_TakesWhatExpiredAndWhatNoEntryNames()
    {
        await using var aws = await WithEntriesAsync();

        var dry = JsonNode.Parse((await aws.RunAsync("cache", "gc", "--dry-run", "--json")).Output)!;
        Assert.Equal((false, 5), ((bool)dry["removed"]!, aws.Objects.Count));
        var run = await aws.RunAsync("cache", "gc");

        Assert.Equal([$"cache/train/{Old}.json"], dry["entries"]!.AsArray().Select(key => key!.ToString()));
        Assert.Equal(2, dry["files"]!.AsArray().Count);
        Assert.StartsWith("Removed 1 entry and 2 files", run.Output, StringComparison.Ordinal);
        Assert.Equal([$"cache/prepare/{Good}.json", $"steps/{Good}/r1/train/train.csv"], aws.Objects.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Collect_LeavesFilesWhoseEntryMayBeUnderWay()
    {
        await using var aws = await WithEntriesAsync();
        aws.Modified = TimeProvider.System.GetUtcNow();

        await aws.RunAsync("cache", "gc");

        Assert.Contains($"steps/{new string('c', 64)}/r9/file", aws.Objects.Keys);
        Assert.DoesNotContain($"steps/{Old}/r1/train/train.csv", aws.Objects.Keys);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("gc --dry-run")]
    public async Task Entry_ThatGoesWhileItIsListed_IsNone(string what)
    {
        await using var aws = await WithEntriesAsync();
        aws.Vanishing.Add($"cache/train/{Old}.json");

        var run = await aws.RunAsync(["cache", .. what.Split(' '), "--json"]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.DoesNotContain(what == "ls" ? Old : $"cache/train/{Old}", run.Output, StringComparison.Ordinal);
    }

    private static async Task<FakeAws> WithRunAsync()
    {
        var aws = await FakeAws.StartAsync();
        var prepare = new StepCache { Verdict = CacheVerdict.Hit, Reason = "equal to run r1", Key = Good, Run = "r1", Pipeline = "p", SavedSeconds = 12 };
        var train = new StepCache
        {
            Verdict = CacheVerdict.Miss,
            Reason = "seed changed from 1 to 2 since run r1",
            Key = Old,
            Components = new Dictionary<string, string> { ["seed"] = "2" },
            Kept = false,
            Warning = "AmazonS3Exception: no",
        };
        var record = Samples.Deployed with
        {
            Pipeline = "p",
            Steps = [new RunStep { Step = "prepare", Status = RunStep.Cached, Cache = prepare }, new RunStep { Step = "train", Status = "Completed", Cache = train }],
        };
        aws.Objects[$"runs/p/{record.Run}/run.json"] = JsonSerializer.Serialize(record, DomainJson.Wire.RunRecord);
        return aws;
    }

    /// <summary>A good entry, an expired one, the files of both, and one of neither.</summary>
    private static async Task<FakeAws> WithEntriesAsync()
    {
        var aws = await FakeAws.StartAsync();
        foreach (var (step, key, until) in new[] { ("prepare", Good, Long), ("train", Old, Past) })
        {
            var entry = new CacheEntry
            {
                Step = step,
                Key = key,
                Components = new Dictionary<string, string>(),
                Run = "r1",
                Pipeline = "p",
                CreatedAt = Past,
                ExpiresAt = until,
                InstanceType = "ml.m5.large",
                BillableSeconds = 12,
                Outputs = [new StepOutput { Path = "train/train.csv", Sha256 = Good, Size = 3 }],
            };
            aws.Objects[$"cache/{step}/{key}.json"] = JsonSerializer.Serialize(entry, DomainJson.Wire.CacheEntry);
            aws.Objects[$"steps/{key}/r1/train/train.csv"] = "abc";
        }

        aws.Objects[$"steps/{new string('c', 64)}/r9/file"] = "abc";
        return aws;
    }
}
