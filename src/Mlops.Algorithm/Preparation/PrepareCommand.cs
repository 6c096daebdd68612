using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Preparation;

/// <summary>The prepare job: checks the frozen raw files, cuts the window, splits it and reports. Data that breaks the rules is reported, not a failure.</summary>
internal sealed class PrepareCommand(MlPaths paths, TextWriter output)
{
    public void Run(CancellationToken cancellationToken)
    {
        var definition = JobInputs.Definition(paths);
        var problems = new ProblemLog();
        var reader = new RawTableReader(definition.Problem, problems) { Named = NamedColumns.Of(definition) };
        reader.Read(FrozenFiles(cancellationToken), cancellationToken);

        var decision = new PreparationDecision(definition, reader, problems);
        var (report, split) = decision.Decide();
        if (split is not null)
        {
            Write(split, reader.Columns);
            // Together the parts are the window, and they keep its order: the profile does not depend on how it was split.
            var window = split.Train.Concat(split.Validation).Concat(split.Holdout).Order(Comparer<RawRow>.Create(RawRow.Compare)).ToList();
            OutputFiles.Write(paths.ProcessingOutput("baseline.json"), WindowProfile.Of(definition.Problem, reader, window).Write);
        }

        OutputFiles.Write(paths.ProcessingOutput("report.html"), PreparationReport.Render(definition.Name, report, problems));
        OutputFiles.Write(paths.ProcessingOutput("prepare.json"), ReportFile.Content(report));
        output.WriteLine($"prepare: {report.Reason ?? $"{report.Rows.Train} train, {report.Rows.Validation} validation, {report.Rows.Holdout} holdout rows"}");
    }

    private List<RawFile> FrozenFiles(CancellationToken cancellationToken)
    {
        var manifest = JobInputs.Json(paths.ProcessingInput("manifest", "manifest.json"), DomainJson.Wire.DatasetManifest);
        var files = new List<RawFile>();
        // A content that was uploaded under two names is one file of the dataset.
        foreach (var file in manifest.Files.DistinctBy(file => file.Sha256))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = paths.ProcessingInput("data", file.Sha256);
            if (!File.Exists(path))
            {
                throw new JobFailedException($"{file.Key} is in the manifest, but its content {file.Sha256} was not delivered.");
            }

            if (OutputFiles.Sha256(path) != file.Sha256)
            {
                throw new JobFailedException($"{file.Key} was damaged on its way: its content does not have the SHA-256 {file.Sha256} that the manifest says.");
            }

            files.Add(new RawFile(file.Key, path));
        }

        return files;
    }

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
