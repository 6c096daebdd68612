using System.Diagnostics;
using System.Text.Json.Nodes;
using Mlops.Cli;

namespace Scenarios.Support;

/// <summary>What the build left in this checkout, as a workspace whose templates may be edited.</summary>
internal static class Checkout
{
    private const string PipelineTemplate = "Mlops-ridership.template.json";

    private static readonly Workspace Original = Workspace.Find(null, AppContext.BaseDirectory);

    public static string Root => Original.Root;

    public static string Sample => Path.Combine(Original.Samples, "ridership", "chicago-ridership.csv");

    public static string FlightsSample => Path.Combine(Original.Samples, "flights", "flights-2001.csv");

    public static string UploadEvent => Path.Combine(Original.Root, "events", "s3-object-created", "put.json");

    public static string Contract => Path.Combine(Original.Root, "pipelines", "ridership", "contract.json");

    public static string Definition => Path.Combine(Original.Root, "pipelines", "ridership", "pipeline.json");

    public static bool IsBuilt => File.Exists(Path.Combine(Original.CloudAssembly, "manifest.json")) && File.Exists(Original.Images);

    /// <summary>The folder of the code asset that the template's functions name, all of them the same.</summary>
    public static string FunctionsAsset()
    {
        var template = JsonNode.Parse(File.ReadAllText(Path.Combine(Original.CloudAssembly, PipelineTemplate)))!;
        var keys = template["Resources"]!.AsObject().Select(resource => resource.Value!)
            .Where(resource => resource["Type"]!.ToString() == "AWS::Lambda::Function")
            .Select(resource => resource["Properties"]!["Code"]!["S3Key"]!.ToString());
        return Path.Combine(Original.CloudAssembly, $"asset.{Path.GetFileNameWithoutExtension(Assert.Single(keys.Distinct()))}");
    }

    /// <summary>Skips the test, with the reason, where nothing was built.</summary>
    public static void Require() => Assert.SkipUnless(
        IsBuilt, "cdk.out or artifacts/images.json is missing; './mlops build' makes them.");

    /// <summary>Synthesizes the app for an account with these settings into <paramref name="assembly"/>.</summary>
    public static async Task SynthesizeAsync(string account, string assembly)
    {
        var file = Path.Combine(Directory.CreateDirectory(assembly).FullName, "account.json");
        await File.WriteAllTextAsync(file, account, TestContext.Current.CancellationToken);
        await SynthesizeWithAsync($"account={file}", assembly);
    }

    /// <summary>Synthesizes the app with a setting of the CDK's context into <paramref name="assembly"/>.</summary>
    public static async Task SynthesizeWithAsync(string setting, string assembly)
    {
        var app = Path.Combine(Original.Root, "artifacts", "bin", "Mlops.Infra", "release", "Mlops.Infra.dll");
        Assert.SkipUnless(File.Exists(app), $"{app} is missing; './mlops build' makes it.");
        var start = new ProcessStartInfo("dotnet", [app, "-c", setting, "--output", assembly]) { WorkingDirectory = Original.Root };
        using var synthesis = Process.Start(start)!;
        await synthesis.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, synthesis.ExitCode);
    }

    /// <summary>A workspace in <paramref name="folder"/> with this checkout's images and its assembly, or <paramref name="assembly"/>, its template edited.</summary>
    public static Workspace CopyTo(string folder, IEnumerable<Action<JsonObject>> edits, string? assembly = null)
    {
        var source = assembly ?? Original.CloudAssembly;
        var copy = new Workspace(folder);
        Directory.CreateDirectory(copy.CloudAssembly);
        Directory.CreateDirectory(Path.GetDirectoryName(copy.Images)!);
        File.Copy(Original.Images, copy.Images, overwrite: true);
        foreach (var asset in Directory.EnumerateDirectories(source))
        {
            var link = Path.Combine(copy.CloudAssembly, Path.GetFileName(asset));
            if (!Directory.Exists(link))
            {
                Directory.CreateSymbolicLink(link, asset);
            }
        }

        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(copy.CloudAssembly, Path.GetFileName(file)), overwrite: true);
        }

        if (!edits.Any())
        {
            return copy;
        }

        var path = Path.Combine(copy.CloudAssembly, PipelineTemplate);
        var template = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (var edit in edits)
        {
            edit(template);
        }

        File.WriteAllText(path, template.ToJsonString());
        return copy;
    }
}
