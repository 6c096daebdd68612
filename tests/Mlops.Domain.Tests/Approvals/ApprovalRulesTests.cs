using Mlops.Domain.Approvals;

namespace Mlops.Domain.Tests.Approvals;

public sealed class ApprovalRulesTests
{
    private static readonly DateTimeOffset Asked = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ApprovalRequest Request = new()
    {
        Pipeline = "ridership",
        Run = "2601010000-1a2b3c4",
        Execution = "arn:x",
        Package = "arn:p/3",
        Version = 3,
        Model = "m",
        ModelData = "s3://a/m.tar.gz",
        Artifact = "etag",
        Image = "image",
        RequestedAt = Asked,
        EscalatesAt = Asked.AddDays(1),
        ExpiresAt = Asked.AddDays(3),
        Token = "t",
    };

    private static readonly RegisteredPackage Pending = new()
    {
        Arn = "arn:p/3",
        Version = 3,
        Approval = PackageApproval.Pending,
        Model = "m",
        ModelData = "s3://a/m.tar.gz",
        Image = "image",
    };

    [Theory]
    [InlineData(PackageApproval.Pending, 0, false, ApprovalStatus.Waiting)]
    [InlineData(PackageApproval.Pending, 48, true, ApprovalStatus.Waiting)]
    [InlineData(PackageApproval.Pending, 72, false, ApprovalStatus.Expired)]
    [InlineData(PackageApproval.Pending, 72, true, ApprovalStatus.Expired)]
    [InlineData(PackageApproval.Approved, 1, false, ApprovalStatus.Approved)]
    [InlineData(PackageApproval.Approved, 72, true, ApprovalStatus.Approved)]
    [InlineData(PackageApproval.Rejected, 1, false, ApprovalStatus.Declined)]
    [InlineData(PackageApproval.Rejected, 72, true, ApprovalStatus.Declined)]
    public void Decide_ByRegistryAndTime_IsAsThePageSays(PackageApproval approval, int hours, bool timedOut, ApprovalStatus expected) =>
        Assert.Equal(expected, ApprovalRules.Decide(Request, Pending with { Approval = approval }, newer: null, timedOut, Asked.AddHours(hours)).Status);

    [Theory]
    [InlineData(2, ApprovalStatus.Approved)]
    [InlineData(3, ApprovalStatus.Approved)]
    [InlineData(4, ApprovalStatus.Superseded)]
    public void Decide_WithAnotherModelAtHand_GoesByTheVersion(int version, ApprovalStatus expected) =>
        Assert.Equal(expected, ApprovalRules.Decide(Request, Approved(), new NewerModel(version, "r"), timedOut: false, Asked).Status);

    [Fact]
    public void Decide_WhatTheProductRejectedAsSuperseded_IsNoPersonsRejection()
    {
        var verdict = ApprovalRules.Decide(Request with { SupersededBy = "version 4 (run r)" }, Pending with { Approval = PackageApproval.Rejected }, newer: null, timedOut: false, Asked);

        Assert.Equal((ApprovalStatus.Superseded, null, "superseded by version 4 (run r)"), (verdict.Status, verdict.By, verdict.Reason));
    }

    [Theory]
    [InlineData(ApprovalStatus.Declined)]
    [InlineData(ApprovalStatus.Expired)]
    [InlineData(ApprovalStatus.Superseded)]
    public void Decide_AfterAnEnd_StaysAtIt(ApprovalStatus status)
    {
        var ended = new ApprovalVerdict(status, null, Asked, "so");

        Assert.Equal(ended, ApprovalRules.Decide(Request with { Verdict = ended }, Approved(), newer: null, timedOut: false, Asked.AddDays(9)));
    }

    [Fact]
    public void Decide_AfterAnApproval_HeedsThatItWasTakenBackOrOvertaken()
    {
        var approved = Request with { Verdict = new ApprovalVerdict(ApprovalStatus.Approved, "ada", Asked, null) };

        Assert.Equal("ada", ApprovalRules.Decide(approved, Approved(), new NewerModel(3, "r"), timedOut: false, Asked).By);
        Assert.Equal(ApprovalStatus.Superseded, ApprovalRules.Decide(approved, Approved(), new NewerModel(4, "r"), timedOut: false, Asked).Status);
        Assert.Equal(ApprovalStatus.Declined, ApprovalRules.Decide(approved, Pending with { Approval = PackageApproval.Rejected }, newer: null, timedOut: false, Asked).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ApprovalStatus.Approved)]
    public void Decide_AboutAPackageThatIsGone_EndsIt(ApprovalStatus? before)
    {
        var request = Request with { Verdict = before is { } status ? new ApprovalVerdict(status, "ada", Asked, null) : null };

        Assert.Equal(ApprovalStatus.Abandoned, ApprovalRules.Decide(request, package: null, newer: null, timedOut: false, Asked).Status);
    }

    [Fact]
    public void Changed_WhatTheGatePassed_IsNot() => Assert.Null(ApprovalRules.Changed(Request, Approved(), "etag"));

    [Theory]
    [InlineData("other", "s3://a/m.tar.gz", "image", "etag", "the model is other, it was m")]
    [InlineData("m", "s3://b/m.tar.gz", "image", "etag", "the artifact's place is s3://b/m.tar.gz")]
    [InlineData("m", "s3://a/m.tar.gz", "another", "etag", "the image is another")]
    [InlineData("m", "s3://a/m.tar.gz", "image", "e2", "the artifact's content is e2, it was etag")]
    [InlineData("m", "s3://a/m.tar.gz", "image", null, "the artifact's content is gone")]
    public void Changed_AnyPart_IsNamed(string model, string data, string image, string? artifact, string said) =>
        Assert.StartsWith(said, ApprovalRules.Changed(Request, Approved() with { Model = model, ModelData = data, Image = image }, artifact), StringComparison.Ordinal);

    [Theory]
    [InlineData(ApprovalStatus.Approved, PackageApproval.Approved, false)]
    [InlineData(ApprovalStatus.Approved, PackageApproval.Rejected, true)]
    [InlineData(ApprovalStatus.Declined, PackageApproval.Approved, true)]
    [InlineData(ApprovalStatus.Expired, PackageApproval.Rejected, false)]
    [InlineData(ApprovalStatus.Expired, PackageApproval.Approved, true)]
    [InlineData(ApprovalStatus.Superseded, PackageApproval.Approved, true)]
    [InlineData(ApprovalStatus.Declined, PackageApproval.Pending, false)]
    public void Late_IsWhatContradictsTheVerdict(ApprovalStatus status, PackageApproval approval, bool isLate)
    {
        var ended = Request with { Verdict = new ApprovalVerdict(status, null, Asked, null) };
        var package = Pending with { Approval = approval, ChangedBy = "ada", ChangedAt = Asked.AddDays(4) };

        var late = ApprovalRules.Late(ended, package);

        Assert.Equal(isLate, late is not null);
        Assert.Null(late is null ? null : ApprovalRules.Late(ended with { Late = [late] }, package));
    }

    [Fact]
    public void Text_OfARequest_HasTheFactsAndTheCommands()
    {
        var text = ApprovalText.Requested(Request, new Dictionary<string, double> { ["mae"] = 1.125 }, ["mae is 1.125 and must be at most 3: passed."], again: true);

        Assert.Contains("ridership version 3, run 2601010000-1a2b3c4, passed its gate and still waits for approval until 2026-01-04 00:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("mlops approve 2601010000-1a2b3c4 -p ridership", text, StringComparison.Ordinal);
        Assert.Contains("--model-package-arn arn:p/3 --model-approval-status Approved", text, StringComparison.Ordinal);
    }

    private static RegisteredPackage Approved() => Pending with { Approval = PackageApproval.Approved };
}
