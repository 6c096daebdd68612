using System.CommandLine;
using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json.Nodes;
using Mlops.Cli.Local;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops doctor</c>: what this machine has and lacks for building, running and testing the product.</summary>
internal static class DoctorCommand
{
    public static Command Create(CliContext context)
    {
        var json = Options.Json();
        var command = new Command("doctor", "Check what this machine has for building, running and testing.") { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var findings = await ExamineAsync(context, cancellationToken);
            context.Output.Write(parsed.GetValue(json), () => Document(findings), results => Show(results, findings));
            return findings.Any(finding => finding is { Ok: false, Required: true }) ? ExitCode.Failure : ExitCode.Success;
        });
        return command.With("mlops doctor");
    }

    private static async Task<List<Finding>> ExamineAsync(CliContext context, CancellationToken cancellationToken)
    {
        var workspace = context.Workspace();
        return
        [
            await ToolAsync("dotnet", "--version", "builds everything", "install the .NET 10 SDK: https://dotnet.microsoft.com/download", required: true, cancellationToken),
            await ToolAsync("node", "--version", "the CDK runs on it", "install Node.js 20 or newer: https://nodejs.org", required: true, cancellationToken),
            await AnyToolAsync(["clang", "gcc"], "links the ahead-of-time compiled functions", "apt-get install gcc libc6-dev", cancellationToken),
            Processor(),
            Library("libgomp.so.1", "LightGBM's threads", "apt-get install libgomp1"),
            await ToolAsync("setpriv", "--version", "ends jobs and functions with the LocalCloud, even when it is killed", "apt-get install util-linux", required: false, cancellationToken),
            await ToolAsync("cfn-lint", "--version", "a lint of the templates; skipped without it", "pip install cfn-lint", required: false, cancellationToken),
            Disk(workspace.Root),
            Instance(workspace),
        ];
    }

    private static async Task<Finding> AnyToolAsync(string[] tools, string purpose, string cure, CancellationToken cancellationToken)
    {
        foreach (var tool in tools)
        {
            if (await ToolAsync(tool, "--version", purpose, cure, required: true, cancellationToken) is { Ok: true } found)
            {
                return found;
            }
        }

        return new Finding(string.Join(" or ", tools), false, true, $"not found; {purpose}", cure);
    }

    private static async Task<Finding> ToolAsync(
        string tool, string argument, string purpose, string cure, bool required, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var version = await process.StandardOutput.ReadLineAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? new Finding(tool, true, required, version ?? "", null)
                : new Finding(tool, false, required, $"does not run; {purpose}", cure);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new Finding(tool, false, required, $"not found; {purpose}", cure);
        }
    }

    private static Finding Processor() => Avx2.IsSupported
        ? new Finding("AVX2", true, true, "the processor has it", null)
        : new Finding("AVX2", false, true, "the processor lacks it; jobs and endpoints do not start", "use a processor of 2015 or newer");

    private static Finding Library(string name, string purpose, string cure)
    {
        string[] folders = ["/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib"];
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } path
            ? new Finding(name, true, true, path, null)
            : new Finding(name, false, true, $"not found; {purpose}", cure);
    }

    private static Finding Disk(string folder)
    {
        const long Needed = 4L << 30;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return new Finding("disk", free >= Needed, true, $"{free / (double)(1 << 30):N0} GiB free", free >= Needed ? null : "free some: a first build needs 4 GiB");
    }

    private static Finding Instance(Workspace workspace) => LocalInstance.Running(workspace.LocalState) is { } instance
        ? new Finding("LocalCloud", true, false, $"runs at {instance.Endpoint}", null)
        : new Finding("LocalCloud", true, false, "not running; 'mlops up' starts it", null);

    private static JsonArray Document(IEnumerable<Finding> findings) => new JsonArray([.. findings.Select(finding => new JsonObject
    {
        ["name"] = finding.Name,
        ["ok"] = finding.Ok,
        ["required"] = finding.Required,
        ["detail"] = finding.Detail,
        ["cure"] = finding.Cure,
    })]);

    private static void Show(IAnsiConsole results, IEnumerable<Finding> findings)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "", "");
        foreach (var finding in findings)
        {
            var mark = finding.Ok ? "[green]ok[/]" : finding.Required ? "[red]missing[/]" : "[yellow]optional[/]";
            table.AddRow(mark, Markup.Escape(finding.Name), Markup.Escape(finding.Detail), Markup.Escape(finding.Cure ?? ""));
        }

        results.Write(table);
    }

    private sealed record Finding(string Name, bool Ok, bool Required, string Detail, string? Cure);
}
