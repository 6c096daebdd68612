using Amazon.SageMaker;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>Each call between the gate and a person's decision goes wrong: once, and nobody notices; for good, and the run says why.</summary>
public sealed class ApprovalFaultTests(ApprovalCloud approvals) : IClassFixture<ApprovalCloud>
{
    private static readonly Place Ask = Place.Function("AskApproval", "FunctionsAskApprovalFunction");
    private static readonly Place Decide = Place.Function("DecideApproval", "FunctionsDecideApprovalFunction");

    [Fact]
    public async Task EveryCall_ThatFailsOnce_IsTriedAgainAndTheModelIsDeployed()
    {
        approvals.Require();
        var faults = new[] { Ask, Decide }.Select(place => approvals.Cloud.App.Host.Faults.Add(place.Passing())).ToList();
        var (execution, request) = await approvals.AskedAsync("manual-passing");
        await approvals.ChangeAsync(request.Package, ModelApprovalStatus.Approved, "fine");

        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.All(faults, fault => Assert.Equal(1, fault.Hits));
        Assert.True(ended.Run.Outcome is RunOutcome.Deployed, ended.ToString());
    }

    [Fact]
    public async Task Escalation_ThatFailsOnce_IsTriedAgain()
    {
        approvals.Require();
        var (execution, request) = await approvals.AskedAsync("manual-again");
        var fault = approvals.Cloud.App.Host.Faults.Add(Ask.Passing());
        await approvals.Cloud.PassAsync(TimeSpan.FromHours(24));
        await Until.FoundAsync("people to be told again", async () => await approvals.RequestAsync(execution) is { EscalatedAt: not null } told ? told : null);

        await approvals.ChangeAsync(request.Package, ModelApprovalStatus.Rejected, "no");
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.Equal((1, RunOutcome.Declined), (fault.Hits, ended.Run.Outcome));
    }

    [Fact]
    public async Task Question_ThatCannotBeAsked_FailsTheRun()
    {
        approvals.Require();
        approvals.Cloud.App.Host.Faults.Add(Ask.Lasting());

        await FailsAsync(await approvals.Driver.StartAsync("manual-unasked", force: true));
    }

    [Fact]
    public async Task Escalation_ThatCannotBeTold_FailsTheRun()
    {
        approvals.Require();
        var (execution, _) = await approvals.AskedAsync("manual-untold");
        approvals.Cloud.App.Host.Faults.Add(Ask.Lasting());
        await approvals.Cloud.PassAsync(TimeSpan.FromHours(24));

        await FailsAsync(execution);
    }

    [Fact]
    public async Task Decision_ThatCannotBeRead_FailsTheRun()
    {
        approvals.Require();
        var (execution, request) = await approvals.AskedAsync("manual-unread");
        approvals.Cloud.App.Host.Faults.Add(Decide.Lasting());
        await approvals.ChangeAsync(request.Package, ModelApprovalStatus.Approved, "fine");

        await FailsAsync(execution);
    }

    private async Task FailsAsync(string execution)
    {
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.True(ended.Run.Outcome is RunOutcome.Failed, ended.ToString());
        Assert.Equal("InvalidPayloadException", ended.Run.Error!.Error);
        await approvals.Driver.FreeAsync("training");
    }
}
