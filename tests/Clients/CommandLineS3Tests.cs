using Clients.Support;
using Scenarios.Support;

namespace Clients;

/// <summary>The AWS CLI's own commands for S3, which are many calls each.</summary>
public sealed class CommandLineS3Tests(Deployment deployment)
{
    private static readonly AwsRequest Request = new("s3", "", []);

    [Fact]
    public async Task Commands_OnAFolder_UploadListSyncCopyAndRemove()
    {
        Checkout.Require();
        var cli = (CommandLineClient)deployment.Client("AWS CLI");
        Assert.SkipWhen(cli.Absence is not null, cli.Absence ?? "");
        var (folder, target) = (Directory.CreateDirectory(Path.Combine(deployment.Folder, "tree", "sub")).Parent!.FullName, $"s3://{deployment.Product.DataBucket}/clients/commands");
        await File.WriteAllTextAsync(Path.Combine(folder, "a.csv"), "a", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "sub", "b c.csv"), "bb", TestContext.Current.CancellationToken);

        await OkAsync(cli, "s3", "cp", "--recursive", folder, target);
        Assert.Contains("2 b c.csv", await OkAsync(cli, "s3", "ls", $"{target}/sub/"), StringComparison.Ordinal);
        Assert.Contains("PRE sub/", await OkAsync(cli, "s3", "ls", $"{target}/"), StringComparison.Ordinal);
        Assert.Equal("", await OkAsync(cli, "s3", "sync", "--size-only", folder, target));
        await File.WriteAllTextAsync(Path.Combine(folder, "a.csv"), "changed", TestContext.Current.CancellationToken);
        Assert.Contains("upload:", await OkAsync(cli, "s3", "sync", "--size-only", folder, target), StringComparison.Ordinal);

        var back = Path.Combine(deployment.Folder, "back");
        await OkAsync(cli, "s3", "cp", "--recursive", $"{target}/", back);
        Assert.Equal("changed", await File.ReadAllTextAsync(Path.Combine(back, "a.csv"), TestContext.Current.CancellationToken));
        await OkAsync(cli, "s3", "mv", $"{target}/a.csv", $"{target}/moved.csv");
        await OkAsync(cli, "s3", "rm", "--recursive", $"{target}/sub");
        Assert.Equal(["moved.csv"], (await OkAsync(cli, "s3", "ls", "--recursive", $"{target}/")).Split('\n').Select(line => line.Split('/')[^1]));
    }

    private static async Task<string> OkAsync(CommandLineClient cli, params string[] arguments)
    {
        var output = (await cli.RunAsync(Request, arguments, TestContext.Current.CancellationToken)).Ok();
        return output is System.Text.Json.Nodes.JsonValue text ? text.GetValue<string>() : "";
    }
}
