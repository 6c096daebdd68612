using LocalCloud.Hosting;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.Hosting;

/// <summary>CloudFormation over HTTP by boto3, as the roles that <c>cdk bootstrap</c> makes; whose permissions a stack needs.</summary>
public sealed class CloudFormationAccessTests : IAsyncLifetime
{
    private const string Setup = """
        import sys, json, boto3
        from botocore.exceptions import ClientError
        url, key, secret = sys.argv[1:]
        def client(name, credentials=None):
            c = credentials or dict(AccessKeyId=key, SecretAccessKey=secret, SessionToken=None)
            return boto3.client(name, endpoint_url=url, region_name="us-east-1", aws_access_key_id=c["AccessKeyId"],
                aws_secret_access_key=c["SecretAccessKey"], aws_session_token=c["SessionToken"])
        def role(name):
            return f"arn:aws:iam::000000000000:role/cdk-hnb659fds-{name}-role-000000000000-us-east-1"
        def session(name):
            return client("sts").assume_role(RoleArn=role(name), RoleSessionName="test")["Credentials"]
        template = json.dumps({"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q"}}},
            "Outputs": {"Q": {"Value": {"Ref": "Q"}}}})

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-access-");
    private LocalCloudHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await LocalCloudHost.StartAsync(
        new LocalCloudOptions { StateFolder = _folder.FullName, AccessKeyId = "AKIDEXAMPLE", SecretAccessKey = "secret", Random = new Random(1) },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Boto3_CreatesWaitsUpdatesAndDeletes()
    {
        var lines = await RunAsync("""
            cfn = client("cloudformation")
            created = cfn.create_stack(StackName="s", TemplateBody=template, Tags=[{"Key": "k", "Value": "v"}])["StackId"]
            cfn.get_waiter("stack_create_complete").wait(StackName="s", WaiterConfig={"Delay": 1})
            stack = cfn.describe_stacks(StackName="s")["Stacks"][0]
            print(stack["StackStatus"], stack["StackId"] == created, stack["Tags"], stack["Outputs"][0]["OutputKey"])
            try:
                cfn.update_stack(StackName="s", TemplateBody=template)
            except ClientError as error:
                print(error.response["Error"]["Code"], error.response["Error"]["Message"], error.response["ResponseMetadata"]["HTTPStatusCode"])
            try:
                cfn.describe_change_set(StackName="s", ChangeSetName="none")
            except cfn.exceptions.ChangeSetNotFoundException as error:
                print(error.response["Error"]["Code"])
            events = [e["ResourceStatus"] for page in cfn.get_paginator("describe_stack_events").paginate(StackName="s") for e in page["StackEvents"]]
            print(events[0], events[-1])
            cfn.delete_stack(StackName="s")
            cfn.get_waiter("stack_delete_complete").wait(StackName=created, WaiterConfig={"Delay": 1})
            try:
                cfn.describe_stacks(StackName="s")
            except ClientError as error:
                print(error.response["Error"]["Message"])
            """);

        Assert.Equal(
            ["CREATE_COMPLETE True [{'Key': 'k', 'Value': 'v'}] Q", "ValidationError No updates are to be performed. 400", "ChangeSetNotFound",
                "CREATE_COMPLETE CREATE_IN_PROGRESS", "Stack with id s does not exist"],
            lines);
    }

    [Fact]
    public async Task BootstrapRoles_EachMay_WhatItIsFor()
    {
        var lines = await RunAsync("""
            def attempt(call, **arguments):
                try:
                    call(**arguments)
                    print("yes")
                except ClientError as error:
                    print(error.response["Error"]["Code"])
            bucket = "cdk-hnb659fds-assets-000000000000-us-east-1"
            attempt(client("s3", session("file-publishing")).put_object, Bucket=bucket, Key="a", Body=b"x")
            attempt(client("s3", session("deploy")).put_object, Bucket=bucket, Key="a", Body=b"x")
            attempt(client("cloudformation", session("lookup")).describe_stacks)
            attempt(client("cloudformation", session("lookup")).create_stack, StackName="a", TemplateBody=template)
            deploy = client("cloudformation", session("deploy"))
            attempt(deploy.create_stack, StackName="b", TemplateBody=template, RoleARN=role("lookup"))
            attempt(deploy.create_stack, StackName="c", TemplateBody=template, RoleARN=role("cfn-exec"))
            deploy.get_waiter("stack_create_complete").wait(StackName="c", WaiterConfig={"Delay": 1})
            print(client("ssm", session("lookup")).get_parameter(Name="/cdk-bootstrap/hnb659fds/version")["Parameter"]["Value"])
            """);

        Assert.Equal(["yes", "AccessDenied", "yes", "AccessDenied", "AccessDenied", "yes", "1000"], lines);
    }

    [Fact]
    public async Task Stack_WithoutARole_NeedsThePermissionsOfWhoAsks()
    {
        var lines = await RunAsync("""
            deploy = client("cloudformation", session("deploy"))
            deploy.create_stack(StackName="s", TemplateBody=template)
            try:
                deploy.get_waiter("stack_create_complete").wait(StackName="s", WaiterConfig={"Delay": 1})
            except Exception:
                pass
            print(deploy.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"])
            print([e["ResourceStatusReason"] for e in deploy.describe_stack_events(StackName="s")["StackEvents"] if e["ResourceStatus"] == "CREATE_FAILED"][0])
            """);

        Assert.Equal("ROLLBACK_COMPLETE", lines[0]);
        Assert.StartsWith(
            "User: arn:aws:sts::000000000000:assumed-role/cdk-hnb659fds-deploy-role-000000000000-us-east-1/test is not authorized to perform: sqs:CreateQueue",
            lines[1], StringComparison.Ordinal);
    }

    private async Task<string[]> RunAsync(string script)
    {
        var output = await PythonClient.RunAsync(Setup + script, TimeSpan.FromSeconds(90), _host.Endpoint.ToString(), "AKIDEXAMPLE", "secret");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
