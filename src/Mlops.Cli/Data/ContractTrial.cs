using System.Globalization;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Cli.Data;

/// <summary>Holds the data that a contract was inferred from against it, with the very code that a run will use: a contract that rejects its own data is worth nothing.</summary>
internal sealed class ContractTrial(Workspace workspace, IReadOnlyList<FileInfo> files)
{
    // A fifth of bad rows is no typing mistake: the types were guessed wrong, or the data is of two kinds.
    private const double MostDropped = 0.2;

    /// <summary>The contract as the data keeps it, what was found, and sentences on what was loosened for that.</summary>
    /// <exception cref="CliException">No limit makes a contract of it that the data keeps.</exception>
    public async Task<(DataContract Contract, PrepareReport Report, IReadOnlyList<string> Notes)> RunAsync(
        string definition, DataContract contract, CancellationToken cancellationToken)
    {
        List<string> notes = [];
        var report = await PrepareAsync(definition, contract, cancellationToken);
        if (contract.Freshness is not null && report.Problems.Any(problem => problem.Rule == DataRules.Freshness))
        {
            contract = contract with { Freshness = null };
            notes.Add("Freshness is not inferred: without the rows that are dropped, the newest event is too old.");
        }

        var (dropped, read) = (report.Contract!.RowsDropped, report.Contract.RowsRead);
        if (dropped > contract.Limits.DroppedRows * read && dropped <= MostDropped * read)
        {
            var limit = Math.Ceiling(Math.Round(100.0 * dropped / read, 6)) / 100;
            contract = contract with { Limits = contract.Limits with { DroppedRows = limit } };
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"limits.droppedRows is {limit}: {dropped:N0} of {read:N0} rows break the contract. Correct them, and lower it to 0.01."));
        }

        report = notes.Count == 0 ? report : await PrepareAsync(definition, contract, cancellationToken);
        return report.Status == PrepareStatus.Rejected
            ? throw new CliException($"No contract can be inferred that this data keeps. {report.Reason} Correct the data, or name other columns; 'mlops data profile' shows them.")
            : (contract, report, notes);
    }

    private async Task<PrepareReport> PrepareAsync(string text, DataContract contract, CancellationToken cancellationToken)
    {
        // What was made from the data must be what 'mlops validate' takes, and a name may not be.
        var definition = PipelineDefinitionReader.Read(text, NewPipeline.Contract(contract)) switch
        {
            DefinitionResult.Valid valid => valid.Definition,
            DefinitionResult.Invalid invalid => throw new CliException($"No pipeline can be made of this: {string.Join(" ", invalid.Problems)}"),
            var unknown => throw new InvalidOperationException($"Unknown result {unknown}."),
        };
        using var job = new AlgorithmJob(workspace);
        job.PutDefinition(PipelineDefinitionReader.Canonical(definition));
        await job.PutAsync(files, file => $"incoming/{definition.Name}/{file.Name}", cancellationToken);
        await job.RunAsync("prepare", cancellationToken);
        return job.Read("prepare.json", DomainJson.Wire.PrepareReport);
    }
}
