using Mlops.Algorithm.Contracts;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Domain.Contracts;
using Mlops.Domain.Datasets;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Preparation;

/// <summary>The prepare job: checks the frozen raw files, cuts the window, splits it and reports. Data that breaks the rules is reported, not a failure.</summary>
internal sealed class PrepareCommand(MlPaths paths, TextWriter output)
{
    public void Run(CancellationToken cancellationToken)
    {
        var definition = JobInputs.Definition(paths);
        var manifest = JobInputs.Json(paths.ProcessingInput("manifest", "manifest.json"), DomainJson.Wire.DatasetManifest);
        var findings = new Findings();
        using var quarantine = new QuarantineWriter(paths);
        var (table, contract) = Read(definition, manifest, (findings, quarantine), cancellationToken);

        var (report, split) = new PreparationDecision(definition, table, findings.Rejected).Decide();
        report = report with { Contract = contract };
        if (split is not null)
        {
            Write(split, table.Columns);
            // Together the parts are the window, and they keep its order: the profile does not depend on how it was split.
            var window = split.Train.Concat(split.Validation).Concat(split.Holdout).Order(Comparer<RawRow>.Create(RawRow.Compare)).ToList();
            OutputFiles.Write(paths.ProcessingOutput("baseline.json"), WindowProfile.Of(definition.Problem, table, window).Write);
        }

        var page = PreparationReport.Render(definition.Name, report, findings, quarantine.Files);
        OutputFiles.Write(paths.ProcessingOutput("report.html"), page);
        OutputFiles.Write(paths.ProcessingOutput("prepare.json"), ReportFile.Content(report));
        if (contract is not null)
        {
            quarantine.Complete(new QuarantineReport { Pipeline = definition.Name, Status = report.Status, Reason = report.Reason, Contract = contract, RowsListed = quarantine.RowsListed, Files = quarantine.Files }, page);
        }

        output.WriteLine($"prepare: {report.Reason ?? $"{report.Rows.Train} train, {report.Rows.Validation} validation, {report.Rows.Holdout} holdout rows"}{Dropped(contract)}");
    }

    private (RawTable Table, ContractReport? Contract) Read(
        PipelineDefinition definition, DatasetManifest manifest, (Findings Findings, QuarantineWriter Quarantine) to, CancellationToken cancellationToken)
    {
        var files = new FrozenInputs(paths).Verify(manifest, cancellationToken);
        if (definition.Data.Contract is null)
        {
            return (new RawTableReader(definition.Problem, to.Findings.Rejected) { Named = NamedColumns.Of(definition) }.Read(files, cancellationToken), null);
        }

        var reader = new ContractedReader(definition, to.Findings, to.Quarantine);
        var table = reader.Read(files, cancellationToken);
        return (table, to.Findings.Report(reader.Dropped));
    }

    private static string Dropped(ContractReport? contract) =>
        contract is { HasQuarantine: true } ? $"; {contract.RowsDropped} of {contract.RowsRead} rows and {contract.FilesQuarantined} whole files in quarantine" : "";

    private void Write(DataSplit split, IReadOnlyList<string> columns)
    {
        Write("train", split.Train, columns);
        Write("validation", split.Validation, columns);
        Write("holdout", split.Holdout, columns);
    }

    private void Write(string name, IReadOnlyList<RawRow> rows, IReadOnlyList<string> columns) =>
        OutputFiles.Write(paths.ProcessingOutput(name, name + ".csv"), stream =>
        {
            stream.Write(CsvLine.Of(columns));
            foreach (var row in rows)
            {
                stream.Write(row.Line);
            }
        });
}
