using System.Globalization;
using System.Text.Json;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Profiling;
using Mlops.Domain.Drift;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Evaluating;

/// <summary>The evaluate job: feeds the raw holdout rows to challenger and champion, each through its own transform, and measures both on the same rows.</summary>
internal sealed class EvaluateCommand(MlPaths paths, TextWriter output)
{
    private string Holdout => paths.ProcessingInput("holdout", "holdout.csv");

    public void Run(CancellationToken cancellationToken)
    {
        var definition = JobInputs.Definition(paths);
        var challenger = EvaluatedModel.Score(paths.ProcessingInput("challenger", "model.tar.gz"), Holdout, run: null, cancellationToken);
        var champion = Champion(cancellationToken);
        var times = HoldoutTimes.Read(Holdout, definition.Problem.TimeColumn);
        if (champion is not null && !champion.Labels.SequenceEqual(challenger.Labels))
        {
            throw new JobFailedException("Challenger and champion predict different things (another label, or another positive class); they cannot be compared.");
        }

        var measured = new EvaluationReport
        {
            Problem = definition.Problem.Type,
            Rows = challenger.Labels.Count,
            Holdout = new HoldoutSummary { From = times?[0].ToString(), To = times?[^1].ToString(), Sha256 = OutputFiles.Sha256(Holdout) },
            Challenger = challenger.Metrics,
            Champion = champion?.Metrics,
            Predictions = challenger.Metrics.Classification is null ? null : Profile(times, challenger.Predictions),
        };
        WritePredictions(times, challenger, champion);
        var report = new EvaluationAnalysis(definition, Holdout, times).Extend(measured, challenger, champion);
        OutputFiles.Write(paths.ProcessingOutput("evaluation.json"), JsonSerializer.SerializeToUtf8Bytes(report, DomainJson.Wire.EvaluationReport));
        OutputFiles.Write(paths.ProcessingOutput("report.html"), EvaluationPage.Render(definition, report));
        Report("challenger", report.Challenger);
        Report("champion", report.Champion);
    }

    private EvaluatedModel? Champion(CancellationToken cancellationToken)
    {
        var champion = JobInputs.Json(paths.ProcessingInput("champion", "champion.json"), DomainJson.Wire.FrozenChampion);
        return champion.Exists ? EvaluatedModel.Score(paths.ProcessingInput("champion", "model.tar.gz"), Holdout, champion.Run, cancellationToken) : null;
    }

    private static ColumnBaseline? Profile(IReadOnlyList<EventTime>? times, double[] predictions)
    {
        var profiler = new RowProfiler([], prediction: "prediction");
        for (var i = 0; i < predictions.Length; i++)
        {
            profiler.AddPrediction(profiler.AddRow(times?[i]), predictions[i]);
        }

        return profiler.Build().Predictions;
    }

    private void WritePredictions(IReadOnlyList<EventTime>? times, EvaluatedModel challenger, EvaluatedModel? champion) =>
        OutputFiles.Write(paths.ProcessingOutput("predictions.csv"), stream =>
        {
            stream.Write(CsvLine.Of(["time", "label", "challenger", "champion"]));
            for (var i = 0; i < challenger.Labels.Count; i++)
            {
                stream.Write(CsvLine.Of(
                [
                    times?[i].ToString() ?? "",
                    Text(challenger.Labels[i]),
                    Text(challenger.Predictions[i]),
                    champion is null ? "" : Text(champion.Predictions[i]),
                ]));
            }
        });

    private void Report(string who, ModelMetrics? model)
    {
        if (model is not null)
        {
            output.WriteLine($"{who}: {string.Join(", ", model.Metrics.Select(metric => $"{metric.Key}={Text(metric.Value)}"))}");
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
