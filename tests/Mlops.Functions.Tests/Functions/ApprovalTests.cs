using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.EventBridge.Model;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Domain.Approvals;
using Mlops.Domain.Json;
using Mlops.Functions.Approvals;
using Mlops.Functions.DecideApproval;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

/// <summary><c>ask-approval</c>, <c>approval-answer</c> and <c>decide-approval</c> against a registry, a bus and tokens in memory.</summary>
public sealed class ApprovalTests
{
    private const string Ada = "arn:aws:iam::123456789012:user/ada", First = "upload-first", Second = "upload-second";

    private readonly World _world = new();

    [Fact]
    public async Task Question_Always_KeepsTheTokenAndTellsPeopleOnce()
    {
        await AdmitAsync(First, version: 1);

        await AskAsync(First, 1, "t1");
        await AskAsync(First, 1, "t2");

        Assert.Equal("t2", Request(First).Token);
        var told = Told(Assert.Single(_world.Events.Put));
        Assert.Equal(("mlops.approval.requested", "2026-01-04T00:01:50Z"), (_world.Events.Put[0].DetailType, told["expiresAt"]!.ToString()));
        Assert.Contains($"mlops approve {Run(First)} -p ridership", told["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Waiting, _world.Run(First).Approval!.Status);
    }

    [Fact]
    public async Task Question_ThatTheBusDoesNotTake_IsAskedAgainByTheNextTry()
    {
        await AdmitAsync(First, version: 1);
        _world.Events.Refusals = 1;

        await Assert.ThrowsAsync<EventNotTakenException>(() => AskAsync(First, 1, "t1"));
        await AskAsync(First, 1, "t2");

        Assert.Single(_world.Events.Put);
    }

    [Fact]
    public async Task Question_AboutWhatWasDecidedBefore_WakesItself()
    {
        await AdmitAsync(First, version: 1);
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);

        await AskAsync(First, 1, "t1");

        Assert.Equal(["t1"], _world.StepFunctions.Woken);
        Assert.Empty(_world.Events.Put);
    }

    [Fact]
    public async Task Escalation_AfterTheFirst_IsToldAsSuch()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");

        await AskAsync(First, 1, "t2", again: true);

        Assert.Equal([false, true], _world.Events.Put.Select(entry => Told(entry)["escalated"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Approval_OfWhatWaits_WakesAndIsReadFromTheRegistry()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada, "fine");

        var answer = await AnswerAsync(1);
        var decided = await VerdictAsync(First);

        Assert.Equal([Run(First)], answer["woken"]!.AsArray().Select(run => run!.ToString()));
        Assert.Equal(("approved", Ada, "fine"), (decided["status"]!.ToString(), decided["by"]!.ToString(), decided["reason"]!.ToString()));
        Assert.Equal((ApprovalStatus.Approved, Ada, "m-1"), (_world.Run(First).Approval!.Status, _world.Run(First).Approval!.By, _world.Run(First).Approval!.Model));
    }

    [Fact]
    public async Task Rejection_OfWhatWaits_MovesThePackageToTheArchive()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Rejected, Ada, "no");

        Assert.Equal("declined", (await VerdictAsync(First))["status"]!.ToString());
        Assert.Equal("Archived", Package(1).ModelLifeCycle.Stage);
        Assert.Equal(Ada, Request(First).Verdict!.By);
    }

    [Fact]
    public async Task Event_ThatComesTwice_WakesNobodyTheSecondTime()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);

        await AnswerAsync(1);
        var again = await AnswerAsync(1);
        Assert.Empty(again["woken"]!.AsArray());
        Assert.Contains("Nobody waits any more", again["ignored"]!.ToString(), StringComparison.Ordinal);
        await VerdictAsync(First);

        Assert.Contains("says the same", (await AnswerAsync(1))["ignored"]!.ToString(), StringComparison.Ordinal);
        Assert.Single(_world.StepFunctions.Woken);
    }

    [Fact]
    public async Task Event_OfAnotherChangeOfThePackage_IsIgnored()
    {
        var answer = await AnswerAsync(1, "ModelLifeCycle");

        Assert.Contains("something else", answer["ignored"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_ThatRanOut_RejectsThePackageAndSaysWhy()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");

        var decided = await VerdictAsync(First, timedOut: true, days: 3);

        Assert.Equal("expired", decided["status"]!.ToString());
        Assert.Equal(ModelApprovalStatus.Rejected, Package(1).ModelApprovalStatus);
        Assert.StartsWith("expired: nobody decided", Package(1).ApprovalDescription, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_ThatWasWokenForNothing_GoesOn()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");

        var early = await VerdictAsync(First);
        var late = await VerdictAsync(First, timedOut: true, days: 2);

        Assert.Equal(("waiting", false), (early["status"]!.ToString(), early["escalates"]!.GetValue<bool>()));
        Assert.Equal(("waiting", true), (late["status"]!.ToString(), late["escalates"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Approval_AfterExpiry_IsNotedOnceToldAndIgnored()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await VerdictAsync(First, timedOut: true, days: 3);
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada, "sorry, was away");

        var answer = await AnswerAsync(1);
        await AnswerAsync(1);

        Assert.Contains("after it expired", answer["ignored"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal((ApprovalStatus.Expired, Ada), (Request(First).Verdict!.Status, Assert.Single(Request(First).Late).By));
        Assert.Single(_world.Events.Put, entry => entry.DetailType == "mlops.approval.decided" && Told(entry)["late"]!.GetValue<bool>());
        Assert.Empty(_world.StepFunctions.Woken);
    }

    [Fact]
    public async Task LostEvent_OfADecision_IsFoundByTheClock()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);

        var swept = await SweepAsync();

        Assert.Equal([Run(First)], swept["woken"]!.AsArray().Select(run => run!.ToString()));
    }

    [Fact]
    public async Task NewerModel_ThatIsApproved_EndsTheWaitingOfTheOlder()
    {
        await BothAskedAsync();
        await DecideAsync(2, ModelApprovalStatus.Approved, Ada);

        await VerdictAsync(Second);

        Assert.Equal($"superseded by version 2 (run {Run(Second)})", Package(1).ApprovalDescription);
        Assert.Equal(["t1"], _world.StepFunctions.Woken);
        Assert.Equal("superseded", (await VerdictAsync(First))["status"]!.ToString());
    }

    [Fact]
    public async Task OlderModel_ApprovedAfterANewerOne_IsSuperseded()
    {
        await BothAskedAsync();
        await DecideAsync(2, ModelApprovalStatus.Approved, Ada);
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);
        await VerdictAsync(Second);

        Assert.Equal("superseded", (await VerdictAsync(First))["status"]!.ToString());
        Assert.Equal(ModelApprovalStatus.Rejected, Package(1).ModelApprovalStatus);
    }

    [Fact]
    public async Task OlderModel_ApprovedWhileANewerOneServes_IsSuperseded()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        _world.S3.Upload(World.Artifacts, "champions/ridership.json", JsonSerializer.Serialize(
            new Domain.Deployment.ChampionPointer { Pipeline = World.Pipeline, Run = "r2", Model = "m-2", Package = Arn(2), ModelData = "s3://a/b", Config = "c", PromotedAt = World.Start }, DomainJson.Wire.ChampionPointer));
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);

        Assert.Equal("superseded by version 2 (run r2)", (await VerdictAsync(First))["reason"]!.ToString());
    }

    [Fact]
    public async Task Package_ThatNeedsNoApproval_SupersedesWhatWaits()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        Register(2, "run-2", ModelApprovalStatus.Approved);

        var answer = await AnswerAsync(2);

        Assert.Equal([Run(First)], answer["superseded"]!.AsArray().Select(run => run!.ToString()));
        Assert.Equal("superseded by version 2 (run run-2)", Package(1).ApprovalDescription);
    }

    [Theory]
    [InlineData("model")]
    [InlineData("artifact")]
    public async Task Approval_OfSomethingElseThanTheGatePassed_FailsTheRun(string what)
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);
        if (what == "model")
        {
            Package(1).CustomerMetadataProperties["model"] = "another";
        }
        else
        {
            _world.S3.Upload(World.Artifacts, ModelKey(1), "other bytes");
        }

        var refused = await Assert.ThrowsAsync<PackageChangedException>(() => VerdictAsync(First));

        Assert.Contains($"the {what}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Abandoned, Request(First).Verdict!.Status);
        Assert.Equal(ApprovalStatus.Abandoned, _world.Run(First).Approval!.Status);
        Assert.Equal("abandoned", Told(_world.Events.Put[^1])["status"]!.ToString());
    }

    [Fact]
    public async Task Approval_OvertakenBeforeALaterRound_IsSuperseded()
    {
        await BothAskedAsync();
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);
        Assert.Equal("approved", (await VerdictAsync(First))["status"]!.ToString());
        await DecideAsync(2, ModelApprovalStatus.Approved, Ada);
        await VerdictAsync(Second);

        Assert.Equal("superseded", (await VerdictAsync(First))["status"]!.ToString());
    }

    [Fact]
    public async Task Package_ThatWasDeleted_EndsItsRequestAndKeepsNoOtherWaiting()
    {
        await BothAskedAsync();
        _world.SageMaker.Packages.Remove(Arn(1));
        await DecideAsync(2, ModelApprovalStatus.Approved, Ada);

        var answer = await AnswerAsync(2);
        var gone = await Assert.ThrowsAsync<PackageChangedException>(() => VerdictAsync(First));

        Assert.Equal([Run(First), Run(Second)], answer["woken"]!.AsArray().Select(run => run!.ToString()).OrderBy(run => run == Run(Second)));
        Assert.Contains("gone from the registry", gone.Message, StringComparison.Ordinal);
        Assert.Equal("approved", (await VerdictAsync(Second))["status"]!.ToString());
    }

    [Fact]
    public async Task Supersession_ThatFails_DoesNotFailTheModelThatWasApproved()
    {
        await BothAskedAsync();
        await DecideAsync(2, ModelApprovalStatus.Approved, Ada);
        _world.SageMaker.Broken = Arn(1);

        Assert.Equal("approved", (await VerdictAsync(Second))["status"]!.ToString());
        await Assert.ThrowsAsync<AmazonSageMakerException>(SweepAsync);
        _world.SageMaker.Broken = null;

        Assert.Equal([Run(First)], (await SweepAsync())["superseded"]!.AsArray().Select(run => run!.ToString()));
    }

    [Fact]
    public async Task Supersession_OfWhatWasRejectedBefore_RejectsNothingAgainAndEndsWhatNobodyWaitsFor()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        var waiting = _world.Artifact($"approvals/ridership/{Run(First)}.json")!;
        await _world.RecordAsync(First, "failed");
        _world.S3.Upload(World.Artifacts, $"approvals/ridership/{Run(First)}.json", waiting);
        _world.StepFunctions.Tokens.Clear();
        Register(2, "run-2", ModelApprovalStatus.Approved);

        await AnswerAsync(2);
        await AnswerAsync(2);

        Assert.Single(_world.SageMaker.Updates);
        Assert.Equal(ApprovalStatus.Superseded, Request(First).Verdict!.Status);
    }

    [Fact]
    public async Task Supersession_ThatIsNotLookedAtYet_RejectsNothingAgain()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        Register(2, "run-2", ModelApprovalStatus.Approved);

        await AnswerAsync(2);
        await AnswerAsync(1);
        await AnswerAsync(2);

        Assert.Single(_world.SageMaker.Updates);
        Assert.Null(Request(First).Verdict);
    }

    [Fact]
    public async Task Run_ThatEndsWithoutAnAnswer_EndsItsRequest()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");

        await _world.RecordAsync(First, "registered");
        Assert.Equal(ApprovalStatus.Waiting, _world.Run(First).Approval!.Status);
        await _world.RecordAsync(First, "failed");

        Assert.Equal((ApprovalStatus.Abandoned, ApprovalStatus.Abandoned), (Request(First).Verdict!.Status, _world.Run(First).Approval!.Status));
        Assert.Equal("the run ended as failed before anybody decided", Request(First).Verdict!.Reason);
    }

    [Fact]
    public async Task Request_ThatCannotBeRead_StopsNoOther()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);
        _world.S3.Upload(World.Artifacts, "approvals/ridership/2601010000-0000000.json", "{");

        Assert.Equal([Run(First)], (await SweepAsync())["woken"]!.AsArray().Select(run => run!.ToString()));
        Assert.Equal("approved", (await VerdictAsync(First))["status"]!.ToString());
    }

    [Fact]
    public async Task Verdict_ThatTheBusDoesNotTake_IsToldByTheNextTry()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);
        _world.Events.Refusals = 1;

        await Assert.ThrowsAsync<EventNotTakenException>(() => VerdictAsync(First));
        await VerdictAsync(First);
        await VerdictAsync(First);

        Assert.Single(_world.Events.Put, entry => entry.DetailType == "mlops.approval.decided");
    }

    [Fact]
    public async Task Approval_ThatIsTakenBackBeforeALaterRound_DeclinesTheModel()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await DecideAsync(1, ModelApprovalStatus.Approved, Ada);
        await VerdictAsync(First);

        Assert.Equal("approved", (await VerdictAsync(First))["status"]!.ToString());
        await DecideAsync(1, ModelApprovalStatus.Rejected, "arn:aws:iam::123456789012:user/bob");

        Assert.Equal("declined", (await VerdictAsync(First))["status"]!.ToString());
    }

    private async Task BothAskedAsync()
    {
        await AdmitAsync(First, version: 1);
        await AskAsync(First, 1, "t1");
        await _world.RecordAsync(First, "registered");
        await AdmitAsync(Second, version: 2);
        await AskAsync(Second, 2, "t2");
    }

    private async Task AdmitAsync(string name, int version)
    {
        await _world.AdmitAsync(name);
        _world.S3.Upload(World.Artifacts, ModelKey(version), $"model {version}");
        Register(version, Run(name), ModelApprovalStatus.PendingManualApproval);
    }

    private void Register(int version, string run, ModelApprovalStatus status) => _world.SageMaker.Packages[Arn(version)] = new DescribeModelPackageResponse
    {
        ModelPackageArn = Arn(version),
        ModelPackageVersion = version,
        ModelApprovalStatus = status,
        InferenceSpecification = new InferenceSpecification { Containers = [new ModelPackageContainerDefinition { Image = "image@sha256:1", ModelDataUrl = $"s3://{World.Artifacts}/{ModelKey(version)}" }] },
        CustomerMetadataProperties = new() { ["run"] = run, ["model"] = $"m-{version}" },
    };

    private Task<JsonNode> AskAsync(string name, int version, string token, bool again = false)
    {
        _world.StepFunctions.Tokens.Add(token);
        return _world.InvokeAsync("ask-approval", new
        {
            pipeline = World.Pipeline,
            run = Run(name),
            execution = World.Execution(name),
            now = World.Start.AddSeconds(100),
            token,
            package = Arn(version),
            model = $"m-{version}",
            modelData = $"s3://{World.Artifacts}/{ModelKey(version)}",
            image = "image@sha256:1",
            escalateAfter = 86_400,
            timeout = 259_200,
            again,
        });
    }

    private async Task DecideAsync(int version, ModelApprovalStatus status, string by, string? why = null)
    {
        var product = _world.SageMaker.Caller;
        (_world.SageMaker.Caller, _world.SageMaker.Now) = (by, _world.SageMaker.Now.AddMinutes(1));
        await _world.SageMaker.UpdateModelPackageAsync(new UpdateModelPackageRequest { ModelPackageArn = Arn(version), ModelApprovalStatus = status, ApprovalDescription = why }, TestContext.Current.CancellationToken);
        _world.SageMaker.Caller = product;
    }

    private Task<JsonNode> AnswerAsync(int version, string changed = "ModelApprovalStatus") => _world.InvokeAsync("approval-answer", JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["source"] = "aws.sagemaker",
        ["time"] = "2026-01-01T01:30:00Z",
        ["detail-type"] = "SageMaker Model Package State Change",
        ["detail"] = new { ModelPackageArn = Arn(version), UpdatedModelPackageFields = new[] { changed } },
    }));

    private Task<JsonNode> SweepAsync() =>
        _world.InvokeAsync("approval-answer", """{ "source": "aws.events", "detail-type": "Scheduled Event", "time": "2026-01-01T02:00:00Z", "detail": {} }""");

    private Task<JsonNode> VerdictAsync(string name, bool timedOut = false, int days = 0) => _world.InvokeAsync("decide-approval", new
    {
        pipeline = World.Pipeline,
        run = Run(name),
        execution = World.Execution(name),
        now = World.Start.AddSeconds(100).AddDays(days),
        answer = new { timedOut },
    });

    private DescribeModelPackageResponse Package(int version) => _world.SageMaker.Packages[Arn(version)];

    private ApprovalRequest Request(string name) => JsonSerializer.Deserialize(_world.Artifact($"approvals/ridership/{Run(name)}.json")!, DomainJson.Wire.ApprovalRequest)!;

    private static JsonNode Told(PutEventsRequestEntry entry) => JsonNode.Parse(entry.Detail)!;

    private static string Run(string name) => World.RunOf(World.Execution(name));

    private static string Arn(int version) => $"arn:aws:sagemaker:eu-central-1:123456789012:model-package/mlops-ridership/{version}";

    private static string ModelKey(int version) => $"runs/ridership/v{version}/train/j/output/model.tar.gz";
}
