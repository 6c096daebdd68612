using System.Text.Json.Nodes;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Scenarios.Support;

namespace Scenarios;

/// <summary>The real CDK command line deploys into the LocalCloud, told its address and nothing else.</summary>
public sealed class CdkCliTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fixture_ThroughItsWholeLife_IsWhatTheCommandLineSays()
    {
        await using var cdk = await CdkCli.StartAsync();
        var first = CdkFixture.Write(cdk.Folder("first"), Resources("fixture", delay: 1));
        var updated = CdkFixture.Write(cdk.Folder("updated"), Resources("fixture", delay: 5));
        var replaced = CdkFixture.Write(cdk.Folder("replaced"), Resources("replaced", delay: 5));
        var failing = CdkFixture.Write(cdk.Folder("failing"), Failing());

        await SucceedsAsync(cdk, first, "✅  Fixture", "deploy", "--require-approval", "never");
        Assert.Equal(["fixture 1"], await QueuesAsync(cdk));
        await SucceedsAsync(cdk, first, "✅  Fixture (no changes)", "deploy", "--require-approval", "never");
        await SucceedsAsync(cdk, first, "There were no differences", "diff");
        await SucceedsAsync(cdk, updated, "[~] DelaySeconds", "diff");
        await SucceedsAsync(cdk, updated, "✅  Fixture", "deploy", "--require-approval", "never");
        Assert.Equal(["fixture 5"], await QueuesAsync(cdk));
        await SucceedsAsync(cdk, replaced, "QueueName (requires replacement)", "diff");
        await SucceedsAsync(cdk, replaced, "✅  Fixture", "deploy", "--require-approval", "never");
        Assert.Equal(["replaced 5"], await QueuesAsync(cdk));

        var (code, output) = await cdk.RunAsync(failing, "deploy", "--require-approval", "never");
        Assert.True(code == 1, output);
        // The command line cuts the status to the width of its column.
        Assert.Contains("UPDATE_ROLLBACK_COMPLET", output, StringComparison.Ordinal);
        Assert.Contains("The specified queue does not exist.", output, StringComparison.Ordinal);
        Assert.Equal(["replaced 5"], await QueuesAsync(cdk));

        await SucceedsAsync(cdk, replaced, "Fixture: destroyed", "destroy", "--force");
        Assert.Empty(await QueuesAsync(cdk));
    }

    [Fact]
    public async Task Bootstrap_OfACloudThatHasItFromItsStart_HasNothingToDo()
    {
        await using var cdk = await CdkCli.StartAsync();
        var assembly = CdkFixture.Write(cdk.Folder("app"), Resources("fixture", delay: 1));

        await SucceedsAsync(cdk, assembly, "✅  Environment aws://000000000000/us-east-1 bootstrapped (no changes).", "bootstrap");
    }

    [Fact]
    public async Task App_DeployedByTheCommandLine_StartsARunForAnUpload()
    {
        Checkout.Require();
        await using var cdk = await CdkCli.StartAsync();
        var workspace = Checkout.CopyTo(cdk.Folder("workspace"), []);

        await SucceedsAsync(cdk, workspace.CloudAssembly, "✅  Mlops-ridership", "deploy", "--all", "--require-approval", "never");

        var connection = cdk.Connection;
        var product = await Product.FindAsync(connection, Token);
        await connection.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = product.DataBucket, Key = "incoming/ridership/2001.csv", ContentBody = Ridership.Months(2001, 2001).Values.First() }, Token);
        var execution = await Until.FoundAsync("an execution", async () => (await connection.StepFunctions.ListExecutionsAsync(
            new ListExecutionsRequest { StateMachineArn = product.Pipelines[PipelineDriver.Pipeline] }, Token)).Executions.FirstOrDefault());
        Assert.StartsWith("upload-", execution.Name, StringComparison.Ordinal);
    }

    private static async Task SucceedsAsync(CdkCli cdk, string assembly, string expected, params string[] arguments)
    {
        var (code, output) = await cdk.RunAsync(assembly, arguments);
        Assert.True(code == 0, output);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    private static JsonObject Resources(string queue, int delay) => new()
    {
        ["Queue"] = new JsonObject { ["Type"] = "AWS::SQS::Queue", ["Properties"] = new JsonObject { ["QueueName"] = queue, ["DelaySeconds"] = delay } },
        ["Address"] = new JsonObject
        {
            ["Type"] = "AWS::SSM::Parameter",
            ["Properties"] = new JsonObject { ["Name"] = "/fixture", ["Type"] = "String", ["Value"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray("Queue", "Arn") } },
        },
    };

    /// <summary>Another queue in the place of the first, a change of it, and then something that cannot be made.</summary>
    private static JsonObject Failing()
    {
        var resources = Resources("failing", delay: 9);
        resources["Policy"] = new JsonObject
        {
            ["Type"] = "AWS::SQS::QueuePolicy",
            ["DependsOn"] = "Address",
            ["Properties"] = new JsonObject
            {
                ["Queues"] = new JsonArray("http://127.0.0.1/000000000000/nowhere"),
                ["PolicyDocument"] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}"""),
            },
        };
        return resources;
    }

    /// <summary>Each queue's name and delay.</summary>
    private static async Task<string[]> QueuesAsync(CdkCli cdk)
    {
        using var sqs = new AmazonSQSClient(
            LocalInstance.Credentials, new AmazonSQSConfig { ServiceURL = cdk.Connection.Endpoint!.ToString(), AuthenticationRegion = "us-east-1" });
        var queues = (await sqs.ListQueuesAsync("", Token)).QueueUrls ?? [];
        return await Task.WhenAll(queues.Select(async url =>
            $"{url.Split('/')[^1]} {(await sqs.GetQueueAttributesAsync(url, ["DelaySeconds"], Token)).Attributes["DelaySeconds"]}"));
    }
}
