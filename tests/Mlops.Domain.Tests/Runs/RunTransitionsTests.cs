using System.Text.Json;
using CsCheck;
using Mlops.Domain.Caching;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Triggers;

namespace Mlops.Domain.Tests.Runs;

public sealed class RunTransitionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly RunRecord Open = new()
    {
        Run = "r1",
        Pipeline = "p1",
        Execution = "arn",
        StartedAt = Now,
        AdmittedAt = Now,
        Definition = "def",
        Image = "img",
        Dataset = new RunDataset { Status = SnapshotStatus.New, Hash = "dd", Files = 1, Bytes = 1 },
    };

    private static readonly Gen<Func<RunRecord, RunRecord>> Transitions = Gen.OneOf(
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9]).Select((outcome, minute) => (Func<RunRecord, RunRecord>)(run => run.Close((RunOutcome)outcome, Now.AddMinutes(minute), null))),
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Select((step, job) => (Func<RunRecord, RunRecord>)(run => run.Extend(new RunProgress { Steps = [new RunStep { Step = $"s{step}", Job = $"j{job}" }] }))),
        Gen.Int[0, 3].Select(package => (Func<RunRecord, RunRecord>)(run => run.Extend(new RunProgress { Package = $"p{package}" }))),
        Gen.Int[0, 3].Select(hash => (Func<RunRecord, RunRecord>)(run => run.WithDataset(Open.Dataset! with { Hash = $"h{hash}" }))));

    [Fact]
    public void AnyTransition_AppliedTwice_IsAppliedOnce() => Transitions.Array[1, 8].Sample(transitions =>
    {
        var run = transitions[..^1].Aggregate(Open, (current, transition) => transition(current));
        return Text(transitions[^1](run)) == Text(transitions[^1](transitions[^1](run)));
    });

    [Fact]
    public void AnyTransition_OfAClosedRun_ChangesNothing() => Transitions.Array[1, 8].Sample(transitions =>
    {
        var closed = Open.Close(RunOutcome.Failed, Now, new RunError("E", "why"));
        return Text(transitions.Aggregate(closed, (current, transition) => transition(current))) == Text(closed);
    });

    [Fact]
    public void Extend_ByAStepWithoutAJob_KeepsWhatIsKnownOfTheJob()
    {
        var run = Open.Extend(new RunProgress { Steps = [new RunStep { Step = "train", Job = "t", Status = "Completed", BillableSeconds = 61 }] });

        var step = run.Extend(new RunProgress { Steps = [new RunStep { Step = "train", Cache = StepCache.NotKept("S3: no") }] }).Steps.Single();

        Assert.Equal(("t", "Completed", 61, "S3: no"), (step.Job, step.Status, step.BillableSeconds, step.Cache!.Warning));
    }

    [Fact]
    public void Close_Registered_LeavesTheRunOpen() => Assert.False(Open.Close(RunOutcome.Registered, Now, null).IsClosed());

    [Theory]
    [InlineData(RunOutcome.Registered, true)]
    [InlineData(RunOutcome.Deployed, true)]
    [InlineData(RunOutcome.Refused, true)]
    [InlineData(RunOutcome.Declined, true)]
    [InlineData(RunOutcome.Expired, false)]
    [InlineData(RunOutcome.Rejected, true)]
    [InlineData(RunOutcome.NotEnoughData, true)]
    [InlineData(RunOutcome.Unchanged, false)]
    [InlineData(RunOutcome.Superseded, false)]
    [InlineData(RunOutcome.Failed, false)]
    public void ToVerdict_Run_ExistsWhenItSaysSomethingAboutTheData(RunOutcome outcome, bool verdict) =>
        Assert.Equal(verdict, Open.Close(outcome, Now, null).ToVerdict(outcome) is { Dataset: "dd", Definition: "def", Image: "img", Run: "r1" });

    [Theory]
    [InlineData(RunOutcome.Registered)]
    [InlineData(RunOutcome.Deployed)]
    [InlineData(RunOutcome.Refused)]
    public void ToVerdict_RunWithParameters_IsNone(RunOutcome outcome)
    {
        var trigger = new RunTrigger { Cause = RetrainCause.Manual, Request = "manual-1", Parameters = new Dictionary<string, string> { ["data.holdout"] = "0.2" } };

        Assert.Null((Open with { Trigger = trigger }).Close(outcome, Now, null).ToVerdict(outcome));
        Assert.NotNull((Open with { Trigger = trigger with { Parameters = new Dictionary<string, string>() } }).Close(outcome, Now, null).ToVerdict(outcome));
    }

    [Fact]
    public void ToVerdict_RunThatFailedAfterItsRegistration_IsNone() => Assert.Null(Open.Close(RunOutcome.Failed, Now, null).ToVerdict(RunOutcome.Registered));

    [Fact]
    public void RunRecord_AsJson_ReadsBackTheSame()
    {
        var text = Text(Open.Close(RunOutcome.NotEnoughData, Now, new RunError("E", null)));

        Assert.Contains("\"outcome\":\"not-enough-data\",\"closedAt\":\"2026-01-01T00:00:00Z\"", text, StringComparison.Ordinal);
        Assert.Equal(text, Text(JsonSerializer.Deserialize(text, DomainJson.Wire.RunRecord)!));
    }

    private static string Text(RunRecord run) => JsonSerializer.Serialize(run, DomainJson.Wire.RunRecord);
}
