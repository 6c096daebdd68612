using Mlops.Domain.Caching;
using Mlops.Domain.Json;

namespace Mlops.Domain.Tests.Caching;

public sealed class CacheDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CalendarDuration Long = new(12, 0, TimeSpan.Zero);

    [Fact]
    public void Hit_OfAnotherPipeline_NamesItAndWhatItSaves()
    {
        var said = CacheDecision.Hit(Question(("seed", "1")), Entry("r1", ("seed", "1")) with { Pipeline = "other", BillableSeconds = 61 });

        Assert.Equal((CacheVerdict.Hit, "equal to run r1 of other", 61, "other"), (said.Verdict, said.Reason, said.SavedSeconds, said.Pipeline));
    }

    [Fact]
    public void Miss_WithoutAnything_SaysSo() => Assert.Equal("no result of train is kept yet", CacheDecision.Miss(Question(("seed", "1")), []).Reason);

    [Fact]
    public void Miss_NamesWhatChangedSinceTheNearest()
    {
        var question = Question(("seed", "2"), ("input.train", Hash('b')), ("hyperparameters.x", "1"));
        CacheEntry[] entries =
        [
            Entry("far", ("seed", "1"), ("input.train", Hash('a')), ("hyperparameters.x", "9")) with { CreatedAt = Now },
            Entry("old", ("seed", "2"), ("input.train", Hash('a')), ("hyperparameters.x", "1")),
            Entry("new", ("seed", "2"), ("input.train", Hash('c')), ("hyperparameters.x", "1")) with { CreatedAt = Now },
        ];

        var said = CacheDecision.Miss(question, entries);

        Assert.Equal("input.train changed from cccccccccccc to bbbbbbbbbbbb since run new", said.Reason);
        Assert.Equal((CacheVerdict.Miss, "new", "input.train"), (said.Verdict, said.Run, Assert.Single(said.Changed)));
    }

    [Fact]
    public void Miss_OfManyLongNames_TellsTenOfThemShortened()
    {
        var question = Question([.. Enumerable.Range(0, 300).Select(number => ($"{number:000}{new string('x', 5000)}", "1"))]);

        var said = CacheDecision.Miss(question, [Entry("r1", ("seed", "1"))]);

        Assert.EndsWith("x… is new (1) and 291 more since run r1", said.Reason, StringComparison.Ordinal);
        Assert.Equal(10, said.Reason.Split(" is new ").Length - 1);
        Assert.InRange(said.Reason.Length, 1000, 2000);
        Assert.Equal(100, said.Changed.Count);
    }

    [Fact]
    public void Miss_ComparesWithThisPipelineFirst()
    {
        var question = Question(("seed", "2"), ("hyperparameters.x", "1"));

        var said = CacheDecision.Miss(question, [Entry("near", ("seed", "1"), ("hyperparameters.x", "1")) with { Pipeline = "other" }, Entry("own", ("seed", "1"))]);

        Assert.Equal("hyperparameters.x is new (1), seed changed from 1 to 2 since run own", said.Reason);
    }

    [Fact]
    public void Miss_ComparesWithTheSameStepOnly() =>
        Assert.Equal("no result of train is kept yet", CacheDecision.Miss(Question(("seed", "1")), [Entry("r", ("seed", "2")) with { Step = "prepare" }]).Reason);

    [Theory]
    [InlineData("P1M", "2026-02-28T23:59:59Z", false)]
    [InlineData("P1M", "2026-03-01T00:00:00Z", true)]
    [InlineData("P10D", "2026-02-11T00:00:00Z", true)]
    [InlineData("P1Y", "2026-06-30T00:00:00Z", false)]
    [InlineData("P1Y", "2026-07-01T00:00:00Z", true)]
    public void Expired_BySmallerOfTwoLifetimes(string lifetime, string now, bool expired)
    {
        Assert.True(IsoDuration.TryParse(lifetime, out var asked));
        var entry = Entry("r1", ("seed", "1")) with { CreatedAt = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), ExpiresAt = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero) };

        var said = CacheDecision.Expired(Question(("seed", "1")) with { Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture) }, entry, asked);

        Assert.Equal(expired, said is not null);
        Assert.True(said is null || said.Reason.StartsWith("the result of run r1 expired at ", StringComparison.Ordinal));
    }

    [Fact]
    public void Until_OfALifetimeWithoutEnd_IsTheEntrysOwn() =>
        Assert.Equal(Now, (Entry("r", ("seed", "1")) with { ExpiresAt = Now }).Until(new CalendarDuration(120_000, 0, TimeSpan.Zero)));

    [Fact]
    public void Merge_TroubleInKeeping_LeavesTheVerdict()
    {
        var miss = CacheDecision.Miss(Question(("seed", "1")), []);

        Assert.Equal((CacheVerdict.Miss, (bool?)false, "S3: no"), Facts(StepCache.Merge(miss, StepCache.NotKept("S3: no"))));
        Assert.Equal((CacheVerdict.Unknown, null, "S3: no"), Facts(StepCache.Merge(miss, StepCache.NotAsked("S3: no"))));
        Assert.Same(miss, StepCache.Merge(miss, null));

        static (CacheVerdict, bool?, string?) Facts(StepCache? cache) => (cache!.Verdict, cache.Kept, cache.Warning);
    }

    private static CacheQuestion Question(params (string Name, string Value)[] components) => new()
    {
        Step = "train",
        Pipeline = "p",
        Now = Now,
        Components = components.ToDictionary(each => each.Name, each => each.Value),
    };

    private static CacheEntry Entry(string run, params (string Name, string Value)[] components)
    {
        var map = components.ToDictionary(each => each.Name, each => each.Value);
        return new()
        {
            Step = "train",
            Key = StepComponents.Key(map),
            Components = map,
            Run = run,
            Pipeline = "p",
            CreatedAt = Now.AddDays(-9),
            ExpiresAt = Long.After(Now),
            InstanceType = "ml.m5.large",
            BillableSeconds = 10,
            Outputs = [],
        };
    }

    private static string Hash(char digit) => new(digit, 64);
}
