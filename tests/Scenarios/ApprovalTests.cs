using Amazon.S3.Model;
using Amazon.SageMaker;
using LocalCloud.Faults;
using Mlops.Domain.Approvals;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>A person stands between the gate and the endpoint: who approves, rejects, says nothing, comes late, or is overtaken.</summary>
public sealed class ApprovalTests(ApprovalCloud approvals) : IClassFixture<ApprovalCloud>
{
    private static readonly FaultRule Ask = Place.Function("AskApproval", "FunctionsAskApprovalFunction").Call;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Model_ThatIsApproved_IsDeployedAndTheRecordSaysByWhom()
    {
        approvals.Require();
        var (execution, request) = await approvals.AskedAsync("manual-approved");
        await approvals.Driver.FreeAsync("training");
        Assert.Contains("waits for approval", (await CliRun.OfAsync(approvals.Cloud, "runs", "-p", "ridership")).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);

        var approved = await approvals.CliAsync("approve", request.Run, "--reason", "looked at the holiday weeks");
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.Equal("Approved", approved["approval"]!.ToString());
        Assert.True(ended.Run.Outcome is RunOutcome.Deployed, ended.ToString());
        var approval = ended.Run.Approval!;
        Assert.Equal((ApprovalStatus.Approved, "looked at the holiday weeks", request.Package, request.Model), (approval.Status, approval.Reason, approval.Package, approval.Model));
        Assert.Contains(":iam::000000000000:", approval.By, StringComparison.Ordinal);
        Assert.Equal(("Production", request.Run), ((await approvals.PackageAsync(request.Package)).ModelLifeCycle.Stage, (await approvals.Driver.ChampionAsync())!.Run));

        var again = await CliRun.OfAsync(approvals.Cloud, "approve", request.Run, "--reason", "twice");
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("does not wait for approval: it was approved at", again.Error, StringComparison.Ordinal);
        await approvals.ChangeAsync(request.Package, ModelApprovalStatus.Approved, "twice, in the console");
        Assert.Empty((await approvals.RequestAsync(execution))!.Late);
    }

    [Fact]
    public async Task Model_ThatIsRejected_LeavesTheChampionAlone()
    {
        approvals.Require();
        var champion = await approvals.Driver.ChampionAsync();
        var (execution, request) = await approvals.AskedAsync("manual-rejected");

        await approvals.CliAsync("reject", $"{request.Version}", "-p", "ridership", "--reason", "worse on Sundays");
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.Equal((RunOutcome.Declined, "SUCCEEDED"), (ended.Run.Outcome, ended.Execution.Status.Value));
        Assert.Equal("worse on Sundays", ended.Run.Approval!.Reason);
        Assert.Equal(champion, await approvals.Driver.ChampionAsync());
        Assert.Equal("Archived", (await approvals.PackageAsync(request.Package)).ModelLifeCycle.Stage);
    }

    [Fact]
    public async Task Model_ThatNobodyDecides_IsToldAgainExpiresAndIsNotApprovedLate()
    {
        approvals.Require();
        var champion = await approvals.Driver.ChampionAsync();
        var (execution, request) = await approvals.AskedAsync("manual-expired");

        // No further than needed: what the clock is moved past while a function works counts against that function's time.
        await approvals.Cloud.PassAsync(TimeSpan.FromHours(24));
        await Until.FoundAsync("people to be told again", async () => await approvals.RequestAsync(execution) is { EscalatedAt: not null } told ? told : null);
        await approvals.Cloud.PassAsync(TimeSpan.FromHours(48));
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.True(ended.Run.Outcome is RunOutcome.Expired, ended.ToString());
        Assert.Equal(ApprovalStatus.Expired, ended.Run.Approval!.Status);
        Assert.Contains("EscalateApproval", await approvals.Driver.StatesAsync(execution));
        var package = await approvals.PackageAsync(request.Package);
        Assert.Equal(ModelApprovalStatus.Rejected, package.ModelApprovalStatus);
        Assert.StartsWith("expired: nobody decided between", package.ApprovalDescription, StringComparison.Ordinal);

        await approvals.ChangeAsync(request.Package, ModelApprovalStatus.Approved, "sorry, was away");
        var late = Assert.Single((await Until.FoundAsync("the late approval to be noted", async () => await approvals.RequestAsync(execution) is { Late.Count: > 0 } noted ? noted : null)).Late);
        Assert.Equal(("sorry, was away", champion), (late.Reason, await approvals.Driver.ChampionAsync()));
        Assert.Contains("after it expired", (await CliRun.OfAsync(approvals.Cloud, "models", "show", request.Run)).Output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_BeforeAnybodyWaits_IsFoundWhenTheTokenIsStored()
    {
        approvals.Require();
        var before = (await approvals.NewestAsync())?.ModelPackageVersion ?? 0;
        approvals.Cloud.App.Host.Faults.Add(Ask with { Times = 1, Effect = new FaultEffect.Delay(TimeSpan.FromMinutes(5)) });
        var execution = await approvals.Driver.StartAsync("manual-early", force: true);
        var package = await Until.FoundAsync("the package", async () => await approvals.NewestAsync() is { } newest && newest.ModelPackageVersion > before ? newest : null);

        await approvals.ChangeAsync(package.ModelPackageArn, ModelApprovalStatus.Approved, "early");
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.True(ended.Run.Outcome is RunOutcome.Deployed, ended.ToString());
        Assert.Equal("early", ended.Run.Approval!.Reason);
    }

    [Fact]
    public async Task Decision_ThatWasNotHeardOf_IsFoundWithinTheHour()
    {
        approvals.Require();
        var (execution, request) = await approvals.AskedAsync("manual-lost");

        await approvals.DeafAsync(() => approvals.ChangeAsync(request.Package, ModelApprovalStatus.Approved, "unheard"));
        await approvals.Cloud.PassAsync(TimeSpan.FromMinutes(61));
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.True(ended.Run.Outcome is RunOutcome.Deployed, ended.ToString());
    }

    [Fact]
    public async Task NewerModel_ThatIsApproved_SupersedesTheOneThatStillWaits()
    {
        approvals.Require();
        var (older, first) = await approvals.AskedAsync("manual-older");
        var (newer, second) = await approvals.AskedAsync("manual-newer");

        await approvals.CliAsync("approve", second.Run, "--reason", "the newer one");
        var (superseded, deployed) = (await approvals.Driver.EndedAsync(older), await approvals.Driver.EndedAsync(newer));

        Assert.Equal((RunOutcome.Superseded, RunOutcome.Deployed), (superseded.Run.Outcome, deployed.Run.Outcome));
        Assert.Equal($"superseded by version {second.Version} (run {second.Run})", (await approvals.PackageAsync(first.Package)).ApprovalDescription);

        await approvals.ChangeAsync(first.Package, ModelApprovalStatus.Approved, "this one rather");
        await Until.FoundAsync("the late approval to be noted", async () => await approvals.RequestAsync(older) is { Late.Count: > 0 } noted ? noted : null);
        Assert.Equal(second.Run, (await approvals.Driver.ChampionAsync())!.Run);
        var compared = await approvals.CliAsync("models", "compare", first.Run, second.Run);
        Assert.Contains(compared["differences"]!.AsArray(), each => each!["name"]!.ToString() == "metrics.mae");
    }

    [Fact]
    public async Task Model_ThatNeedsNoApproval_SupersedesOneThatWaits()
    {
        approvals.Require();
        var (execution, request) = await approvals.AskedAsync("manual-overtaken");

        await approvals.RegisterApprovedAsync(await approvals.PackageAsync(request.Package));
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.True(ended.Run.Outcome is RunOutcome.Superseded, ended.ToString());
        Assert.EndsWith("(run another-run)", ended.Run.Approval!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Artifact_ThatIsNotTheOneThatPassed_FailsTheRun()
    {
        approvals.Require();
        var champion = await approvals.Driver.ChampionAsync();
        var (execution, request) = await approvals.AskedAsync("manual-changed");
        var place = new Uri(request.ModelData);
        await approvals.Cloud.Connection.S3.PutObjectAsync(new PutObjectRequest { BucketName = place.Host, Key = place.AbsolutePath[1..], ContentBody = "another model" }, Token);

        await approvals.CliAsync("approve", request.Run, "--reason", "trusting");
        var ended = await approvals.Driver.EndedAsync(execution);

        Assert.Equal((RunOutcome.Failed, "PackageChangedException"), (ended.Run.Outcome, ended.Run.Error!.Error));
        Assert.Contains("the artifact's content", ended.Run.Error.Cause, StringComparison.Ordinal);
        Assert.Equal(champion, await approvals.Driver.ChampionAsync());
    }
}
