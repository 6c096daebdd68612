using Clients.Support;
using Scenarios.Support;

[assembly: AssemblyFixture(typeof(Deployment))]

namespace Clients;

/// <summary>The AWS CLI does on the LocalCloud with the deployed app what it does on AWS.</summary>
public sealed class CommandLineTests(Deployment deployment)
{
    public static TheoryData<string> Cases => Steps.Cases(_ => true);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task AwsCli_AtAStep_FindsWhatAwsWouldShow(string step) => Steps.TakeAsync(deployment, step, "AWS CLI");
}

/// <summary>So does boto3.</summary>
public sealed class Boto3Tests(Deployment deployment)
{
    public static TheoryData<string> Cases => Steps.Cases(_ => true);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Boto3_AtAStep_FindsWhatAwsWouldShow(string step) => Steps.TakeAsync(deployment, step, "boto3");
}

/// <summary>So does the AWS SDK for JavaScript v3.</summary>
public sealed class JavaScriptTests(Deployment deployment)
{
    public static TheoryData<string> Cases => Steps.Cases(_ => true);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task JavaScript_AtAStep_FindsWhatAwsWouldShow(string step) => Steps.TakeAsync(deployment, step, "AWS SDK for JavaScript");
}

/// <summary>So does AWSSDK.S3, which has the steps with S3.</summary>
public sealed class NetTests(Deployment deployment)
{
    public static TheoryData<string> Cases => Steps.Cases(step => step.Contains("s3", StringComparison.Ordinal) || step is "nothing there: an object" or "a role without permission");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task AwssdkS3_AtAStep_FindsWhatAwsWouldShow(string step) => Steps.TakeAsync(deployment, step, "AWSSDK.S3");
}
