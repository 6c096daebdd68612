using System.Text.Json.Nodes;
using Mlops.Cli.Runs;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Commands;

/// <summary><c>mlops approve</c>, <c>reject</c> and <c>models</c> against a registry of two versions.</summary>
public sealed class DecisionTests
{
    private const string First = "2601010000-1a2b3c4", Second = "2601020000-5d6e7f8";

    [Theory]
    [InlineData("approve", "2", "Approved")]
    [InlineData("reject", Second, "Rejected")]
    [InlineData("approve", "260102", "Approved")]
    public async Task Decision_OfAVersionThatWaits_ChangesItsPackage(string command, string reference, string status)
    {
        await using var aws = await WithTwoVersionsAsync();

        var run = await aws.RunAsync(command, reference, "--reason", "because", "--json");

        Assert.True(run.ExitCode == ExitCode.Success, run.Error);
        var update = Assert.Single(aws.CallsOf("SageMaker.UpdateModelPackage"));
        Assert.Equal((Arn(2), status, "because"), (update["ModelPackageArn"]!.ToString(), update["ModelApprovalStatus"]!.ToString(), update["ApprovalDescription"]!.ToString()));
        Assert.Equal((2, status), (JsonNode.Parse(run.Output)!["version"]!.GetValue<int>(), JsonNode.Parse(run.Output)!["approval"]!.ToString()));
    }

    [Fact]
    public async Task Decision_OfAVersionThatWaitsNot_SaysWhatDecidedBeforeAndChangesNothing()
    {
        await using var aws = await WithTwoVersionsAsync();
        aws.Objects[$"approvals/p/{First}.json"] = $$"""
            { "pipeline": "p", "run": "{{First}}", "execution": "e", "package": "{{Arn(1)}}", "version": 1, "model": "m", "modelData": "s3://a/m", "artifact": "x", "token": "secret",
              "requestedAt": "2026-01-01T00:00:00Z", "escalatesAt": "2026-01-02T00:00:00Z", "expiresAt": "2026-01-04T00:00:00Z",
              "verdict": { "status": "expired", "by": null, "at": "2026-01-04T00:00:00Z", "reason": "expired: nobody decided" } }
            """;

        var run = await aws.RunAsync("approve", "1", "--reason", "late");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("does not wait for approval: it expired at 2026-01-04 00:00 UTC (expired: nobody decided).", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Empty(aws.CallsOf("SageMaker.UpdateModelPackage"));
        Assert.DoesNotContain("secret", (await aws.RunAsync("models", "show", "1", "--json")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9", "has no version or run '9'")]
    [InlineData("2601", "may mean p version 2")]
    public async Task Decision_OfWhatIsNotClear_AsksForMore(string reference, string said)
    {
        await using var aws = await WithTwoVersionsAsync();

        var run = await aws.RunAsync("approve", reference, "--reason", "because");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(said, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_WithoutAReason_IsNone()
    {
        await using var aws = await WithTwoVersionsAsync();

        Assert.Equal(ExitCode.Usage, (await aws.RunAsync("approve", "2")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await aws.RunAsync("approve", "2", "--reason", " ")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await aws.RunAsync("approve", "2", "--reason", "fine\nor not")).ExitCode);
        Assert.Empty(aws.CallsOf("SageMaker.UpdateModelPackage"));
    }

    [Fact]
    public async Task Models_OfARegistry_SayWhichServesAndWhichWaits()
    {
        await using var aws = await WithTwoVersionsAsync();
        aws.Objects["champions/p.json"] = $$"""{ "pipeline": "p", "run": "{{First}}", "model": "m", "package": "{{Arn(1)}}", "modelData": "s3://a/m", "config": "c", "promotedAt": "2026-01-01T00:00:00Z" }""";

        var models = JsonNode.Parse((await aws.RunAsync("models", "--json")).Output)!.AsArray();

        Assert.Equal([(2, "PendingManualApproval", false), (1, "Approved", true)], models.Select(each => (each!["version"]!.GetValue<int>(), each["approval"]!.ToString(), each["serves"]!.GetValue<bool>())));
    }

    [Theory]
    [InlineData(false, "2026-01-04T00:00:00Z")]
    [InlineData(true, "2026-01-03T00:00:00Z")]
    public void Question_OfATask_TellsWhenItExpires(bool again, string expires)
    {
        var parameters = $$"""{ "FunctionName": "f", "Payload": { "pipeline": "p", "run": "r", "now": "2026-01-01T00:00:00Z", "timeout": 259200, "escalateAfter": 86400, "again": {{(again ? "true" : "false")}} } }""";

        Assert.Equal(DateTimeOffset.Parse(expires, System.Globalization.CultureInfo.InvariantCulture), ApprovalQuestion.Read(parameters)!.ExpiresAt);
        Assert.Null(ApprovalQuestion.Read("""{ "FunctionName": "f", "Payload": {} }"""));
        Assert.Null(ApprovalQuestion.Read("""{ "FunctionName": "f", "Payl"""));
    }

    private static async Task<FakeAws> WithTwoVersionsAsync()
    {
        var aws = await FakeAws.StartAsync();
        aws.On("SageMaker.ListModelPackages", _ => FakeAws.Json($$"""{ "ModelPackageSummaryList": [{{Summary(2, Second)}}, {{Summary(1, First)}}] }"""));
        aws.On("SageMaker.DescribeModelPackage", input => FakeAws.Json(input["ModelPackageName"]!.ToString() == Arn(1) ? Described(1, First, "Approved") : Described(2, Second, "PendingManualApproval")));
        aws.On("SageMaker.UpdateModelPackage", input => FakeAws.Json($$"""{ "ModelPackageArn": "{{input["ModelPackageArn"]}}" }"""));
        return aws;
    }

    private static string Arn(int version) => $"arn:aws:sagemaker:us-east-1:000000000000:model-package/mlops-p/{version}";

    private static string Summary(int version, string run) => $$"""{ "ModelPackageArn": "{{Arn(version)}}", "ModelPackageVersion": {{version}}, "ModelPackageDescription": "p, run {{run}}", "CreationTime": 1767225600 }""";

    private static string Described(int version, string run, string status) => $$"""
        { "ModelPackageArn": "{{Arn(version)}}", "ModelPackageVersion": {{version}}, "ModelApprovalStatus": "{{status}}", "CreationTime": 1767225600,
          "CustomerMetadataProperties": { "run": "{{run}}", "model": "m" } }
        """;
}
