using System.CommandLine;
using System.Text.Json;
using Mlops.Cli.Data;
using Mlops.Cli.Rendering;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops data check</c>: holds files against a pipeline's contract before they are uploaded, with the very code that will read them.</summary>
internal static class DataCheckCommand
{
    public static Command Create(CliContext context)
    {
        var files = new Argument<FileInfo[]>("FILE") { Description = "CSV files as they would be uploaded.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo?>("--output") { Description = "A folder for report.html, prepare.json, and the rows that would be dropped.", HelpName = "FOLDER" };
        var pipeline = new Option<string?>("--pipeline", "-p") { Description = "The pipeline; not needed when there is one only.", HelpName = "NAME" };
        var json = Options.Json();
        var command = new Command("check", "Check files against a pipeline's data contract, before they are uploaded. Ends with 1 when a run would be rejected.") { files, pipeline, output, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetRequiredValue(files), parsed.GetValue(pipeline), parsed.GetValue(output), parsed.GetValue(json), cancellationToken));
        return command.With("mlops data check 2009-01.csv -p ridership", "mlops data check *.csv -p ridership --output report");
    }

    private static async Task<int> RunAsync(
        CliContext context, FileInfo[] files, string? pipeline, DirectoryInfo? output, bool json, CancellationToken cancellationToken)
    {
        PutCommand.Refuse(files, "Nothing was checked.");
        var definition = ForPart(Definition(context.Workspace(), pipeline));
        using var job = new AlgorithmJob(context.Workspace());
        job.PutDefinition(PipelineDefinitionReader.Canonical(definition));
        await job.PutAsync(files, file => $"incoming/{definition.Name}/{file.Name}", cancellationToken);
        await job.RunAsync("prepare", cancellationToken);
        var report = job.Read("prepare.json", DomainJson.Wire.PrepareReport);
        if (output is not null)
        {
            Keep(job, output);
        }

        context.Output.Write(json, () => JsonSerializer.SerializeToNode(report, DomainJson.Wire.PrepareReport)!, console => CheckView.Show(console, report, files.Length));
        return report.Status == PrepareStatus.Rejected ? ExitCode.Failure : ExitCode.Success;
    }

    /// <summary>A few files are not the whole data set: how many rows that must have, and how fresh it is, the run will see.</summary>
    private static PipelineDefinition ForPart(PipelineDefinition definition) => definition with
    {
        Data = definition.Data with
        {
            MinimumRows = 1,
            Contract = definition.Data.Contract is { } contract ? contract with { Rows = contract.Rows with { Minimum = null }, Freshness = null } : null,
        },
    };

    private static PipelineDefinition Definition(Workspace workspace, string? pipeline)
    {
        var all = Directory.EnumerateFiles(workspace.ExistingPipelines(), "pipeline.json", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal).ToList();
        var names = string.Join(", ", all.Select(Path.GetFileName));
        var folder = pipeline is not null
            ? all.FirstOrDefault(each => Path.GetFileName(each) == pipeline) ?? throw new CliException($"There is no pipeline '{pipeline}' in {workspace.Pipelines}; there are {names}.")
            : all is [var only] ? only : throw new CliException($"Say which pipeline with --pipeline: {names}.");
        var contract = Path.Combine(folder, ContractFile.Name);
        return PipelineDefinitionReader.Read(File.ReadAllText(Path.Combine(folder, "pipeline.json")), File.Exists(contract) ? File.ReadAllText(contract) : null) is DefinitionResult.Valid valid
            ? valid.Definition
            : throw new CliException($"The definition in {folder} is not valid; 'mlops validate' says why.");
    }

    private static void Keep(AlgorithmJob job, DirectoryInfo output)
    {
        output.Create();
        string[] files = [job.Output("report.html"), job.Output("prepare.json"), Path.Combine(job.Quarantine, "rows.csv"), Path.Combine(job.Quarantine, "report.json")];
        foreach (var file in files.Where(File.Exists))
        {
            File.Copy(file, Path.Combine(output.FullName, Path.GetFileName(file)), overwrite: true);
        }
    }
}
