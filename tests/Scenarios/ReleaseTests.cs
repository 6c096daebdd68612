using System.Text.Json.Nodes;
using Amazon.StepFunctions.Model;
using Mlops.Cli;
using Mlops.Cli.Connections;
using Scenarios.Support;

namespace Scenarios;

/// <summary>What CI does: one release, built by <c>build/release.sh</c>, that <c>build/deploy.sh</c> shows and deploys, and nothing else.</summary>
public sealed class ReleaseTests
{
    private static Workspace Workspace { get; } = Workspace.Find(null, AppContext.BaseDirectory);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Release_BuiltOnce_IsShownDeployedAndTheImageInItIsTheOneThatRuns()
    {
        Checkout.Require();
        Require("skopeo");
        Require("aws");
        await using var cdk = await CdkCli.StartAsync();
        var release = cdk.Folder("release");

        await RunsAsync(cdk, "release.sh", release);
        Assert.Contains("[+] AWS::Lambda::Function", await RunsAsync(cdk, "deploy.sh", "default", "--diff", "--release", release), StringComparison.Ordinal);
        var deployed = await RunsAsync(cdk, "deploy.sh", "default", "--release", release);
        Assert.Contains("There were no differences", await RunsAsync(cdk, "deploy.sh", "default", "--diff", "--release", release), StringComparison.Ordinal);

        var digest = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(release, "release.json"), Token))!["imageDigest"]!.ToString();
        Assert.Contains(digest, deployed, StringComparison.Ordinal);
        var product = await Product.FindAsync(cdk.Connection, Token);
        var machine = await cdk.Connection.StepFunctions.DescribeStateMachineAsync(
            new DescribeStateMachineRequest { StateMachineArn = product.Pipelines[PipelineDriver.Pipeline] }, Token);
        Assert.Contains($"mlops/algorithm@{digest}", machine.Definition, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_ThatChangedOnItsWay_IsNotDeployed()
    {
        Require("skopeo");
        await using var cdk = await CdkCli.StartAsync();
        var release = Directory.CreateDirectory(cdk.Folder("release")).FullName;
        await File.WriteAllTextAsync(Path.Combine(release, "release.json"), """{"environments":[{"name":"default"}]}""", Token);
        await File.WriteAllTextAsync(Path.Combine(release, "SHA256SUMS"), $"{new string('0', 64)}  ./release.json\n", Token);

        var (code, output) = await cdk.RunProgramAsync(Script("deploy.sh"), "default", "--release", release);

        Assert.Equal(2, code);
        Assert.Contains("is not as it was built", output, StringComparison.Ordinal);
    }

    private static string Script(string name) => Path.Combine(Workspace.Root, "build", name);

    private static async Task<string> RunsAsync(CdkCli cdk, string script, params string[] arguments)
    {
        var (code, output) = await cdk.RunProgramAsync(Script(script), arguments);
        Assert.True(code == 0, output);
        return output;
    }

    private static void Require(string program) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))),
        $"{program} is not installed");
}
