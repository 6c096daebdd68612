using System.Diagnostics;
using Mlops.Cli;

namespace Scenarios.Support;

/// <summary>The app synthesized for each environment of environments.example.json, once for all scenarios.</summary>
internal static class Assemblies
{
    private static readonly Workspace Original = Workspace.Find(null, AppContext.BaseDirectory);
    private static readonly Dictionary<string, Lazy<Task<string>>> Made = new[] { "dev", "prod" }
        .ToDictionary(name => name, name => new Lazy<Task<string>>(() => SynthesizeAsync(name)));

    /// <summary>The folder of an environment's cloud assembly; it is shared, so copy what is to be edited.</summary>
    public static Task<string> OfAsync(string environment) => Made[environment].Value;

    private static async Task<string> SynthesizeAsync(string environment)
    {
        var output = Directory.CreateTempSubdirectory($"mlops-{environment}-").FullName;
        var app = Path.Combine(Original.Root, "artifacts", "bin", "Mlops.Infra", "release", "Mlops.Infra.dll");
        Assert.SkipUnless(File.Exists(app), $"{app} is missing; './mlops build' makes it.");
        string[] arguments = [app, "-c", $"environment={environment}", "-c", "environments=environments.example.json", "--output", output];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = Original.Root, RedirectStandardError = true })!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
        return output;
    }
}
