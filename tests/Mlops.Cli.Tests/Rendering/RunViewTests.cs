using Mlops.Cli.Rendering;
using Mlops.Cli.Tests.Testing;
using Mlops.Domain.Approvals;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Tests.Rendering;

public sealed class RunViewTests
{
    [Fact]
    public void Table_NoRuns_SaysHowToStartOne() => Assert.Contains("mlops put", Table(), StringComparison.Ordinal);

    [Fact]
    public void Table_OpenRun_IsRunning() =>
        Assert.Contains("running", Table(Samples.Deployed with { Outcome = null, ClosedAt = null }), StringComparison.Ordinal);

    [Theory]
    [InlineData(RunOutcome.Deployed, "deployed")]
    [InlineData(RunOutcome.Failed, "failed")]
    [InlineData(RunOutcome.Rejected, "data rejected")]
    [InlineData(RunOutcome.NotEnoughData, "not enough data")]
    [InlineData(RunOutcome.Superseded, "superseded")]
    [InlineData(RunOutcome.Declined, "declined")]
    [InlineData(RunOutcome.Expired, "expired")]
    public void Table_ClosedRun_SaysItsOutcome(RunOutcome outcome, string word) =>
        Assert.Contains(word, Table(Samples.Deployed with { Outcome = outcome }), StringComparison.Ordinal);

    [Fact]
    public void Details_DeployedRun_TellDataJobVerdictAndTime()
    {
        var text = Details(Samples.Deployed);

        Assert.Contains("36 files, 262,032 bytes, dataset 0123456789ab", text, StringComparison.Ordinal);
        Assert.Contains("train-0-0 Completed, 1 min 1 s, 61 s billable", text, StringComparison.Ordinal);
        Assert.Contains("passed: mae is 0.9 and must be at most 3: passed.", text, StringComparison.Ordinal);
        Assert.Contains("took 1 min 30 s", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_RunThatWaitsForApproval_TellUntilWhenAndHowToDecide()
    {
        var waiting = new RunApproval { Status = ApprovalStatus.Waiting, RequestedAt = Samples.Deployed.StartedAt, ExpiresAt = Samples.Deployed.StartedAt.AddDays(3), Package = "arn", Model = "m" };
        var text = Details(Samples.Deployed with { Outcome = null, ClosedAt = null, Approval = waiting });

        Assert.Contains("waits for approval", text, StringComparison.Ordinal);
        Assert.Contains("expires 2026-01-05 03:04 UTC: mlops approve 2601020304-1a2b3c4 -p ridership", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Details_ApprovedRun_TellByWhomAndWhy()
    {
        var approved = new RunApproval { Status = ApprovalStatus.Approved, By = "arn:aws:iam::1:user/ada", At = Samples.Deployed.StartedAt, Reason = "fine", RequestedAt = Samples.Deployed.StartedAt, ExpiresAt = Samples.Deployed.StartedAt.AddDays(3), Package = "arn", Model = "m" };

        Assert.Contains("approved 2026-01-02 03:04 UTC by arn:aws:iam::1:user/ada: fine", Details(Samples.Deployed with { Approval = approved }), StringComparison.Ordinal);
    }

    [Fact]
    public void Details_FailedRun_TellsErrorAndCauseAsTheyAre()
    {
        var text = Details(Samples.Deployed with { Outcome = RunOutcome.Failed, Error = new RunError("States.TaskFailed", "exit code [1]") });

        Assert.Contains("States.TaskFailed exit code [1]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Details_RefusedRun_TellsWhy()
    {
        var text = Details(Samples.Deployed with { Gate = new RunGate(GateDecision.Refused, ["r2 is too low."]) });

        Assert.Contains("refused: r2 is too low.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_Several_AreInTheOrderOfTheirNames() =>
        Assert.Equal("mae 0.902  r2 0.891", RunView.Metrics(Samples.Deployed.Metrics));

    [Fact]
    public void Table_RunOfAClassifier_ShowsItsHeadlineAndLeavesTheRestToTheDetails()
    {
        var run = Samples.Deployed with
        {
            Metrics = new Dictionary<string, double> { ["auc"] = 0.654, ["f1"] = 0.42, ["logLoss"] = 0.5, ["brier"] = 0.16, ["balancedAccuracy"] = 0.61 },
        };

        Assert.DoesNotContain("brier", Table(run), StringComparison.Ordinal);
        Assert.Contains("auc 0.654", Table(run), StringComparison.Ordinal);
        Assert.Contains("brier 0.160", Details(run), StringComparison.Ordinal);
    }

    private static string Table(params RunRecord[] runs)
    {
        var text = new StringWriter();
        RunView.Table(Consoles.Create(text, redirected: true, colourless: true), runs);
        return text.ToString();
    }

    private static string Details(RunRecord run)
    {
        var text = new StringWriter();
        RunView.Details(Consoles.Create(text, redirected: true, colourless: true), run);
        return text.ToString();
    }
}
