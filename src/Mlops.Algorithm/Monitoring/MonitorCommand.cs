using System.Text.Json;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Profiling;
using Mlops.Domain.Drift;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The monitor job: compares what the endpoint was asked with what the model learned from, and its predictions with what came true.</summary>
internal sealed class MonitorCommand(MlPaths paths, TextWriter output)
{
    public void Run(CancellationToken cancellationToken)
    {
        var definition = JobInputs.Definition(paths);
        var plan = JobInputs.Json(paths.ProcessingInput("plan", "plan.json"), DomainJson.Wire.MonitoringPlan);
        var evaluation = JobInputs.Json(paths.ProcessingInput("evaluation", "evaluation.json"), DomainJson.Wire.EvaluationReport);
        var baseline = BaselineFile.Read(paths.ProcessingInput("baseline", "baseline.json"), definition.Problem.TimeColumn);
        // Probabilities are nothing like the labels that they are of: they are compared with those for the holdout.
        var reference = baseline.Profile with { Predictions = evaluation.Predictions ?? baseline.Profile.Predictions };

        var columns = new RawColumns(baseline, definition.Problem);
        var layout = KeyLayout.Of(definition, columns);
        var truths = Truths(definition, plan, layout, ChampionClasses.Labels(definition.Problem, evaluation), cancellationToken);
        var judged = new JudgedRows(columns, layout, truths);
        var capture = new CaptureReader(plan, columns, judged);
        capture.Read(paths.ProcessingInput("capture"), cancellationToken);

        var current = judged.Profile();
        var report = Report(definition, plan, evaluation, reference, current, new Measured(layout, truths, judged, capture));
        Write(report, definition, evaluation, reference, current);
    }

    private TruthTable Truths(PipelineDefinition definition, MonitoringPlan plan, KeyLayout layout, LabelReader labels, CancellationToken cancellationToken)
    {
        var truths = new TruthTable(layout, definition.Problem.Label, labels);
        var files = layout.Problem is null ? InputFolder.Files(paths.ProcessingInput("truth"), ".csv") : [];
        // The newest last. A file that the plan does not name is older than those that it names.
        var order = plan.Truth.Index().ToDictionary(file => file.Item, file => file.Index, StringComparer.Ordinal);
        foreach (var (path, name) in files.OrderBy(file => order.GetValueOrDefault(file.Name, -1)).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            truths.Read(path, name, cancellationToken);
        }

        return truths;
    }

    private static MonitorReport Report(PipelineDefinition definition, MonitoringPlan plan, EvaluationReport evaluation, BaselineProfile reference, BaselineProfile current, Measured measured)
    {
        var verdict = new MonitorVerdict(definition);
        var features = verdict.Compare(reference, current);
        var (quality, qualityReason) = verdict.Quality(evaluation, measured.Judged.WithTruth, measured.Layout.Problem);
        var classes = ClassesNow.Of(evaluation, current, measured.Judged);
        var report = new MonitorReport
        {
            Monitor = plan.Monitor,
            Pipeline = plan.Pipeline,
            Run = plan.Run,
            Model = plan.Model,
            From = plan.From,
            To = plan.To,
            Drift = verdict.IsDrift(features, quality),
            Verdict = verdict.Sentence(features, quality),
            Reasons = [.. verdict.Reasons(features, quality, qualityReason), .. new[] { classes?.Sentence }.OfType<string>()],
            Rows = measured.Judged.Rows,
            RowsWithTruth = measured.Judged.WithTruth.Count,
            Requests = measured.Requests(),
            Reference = Reference(reference, features),
            Features = features,
            Quality = quality,
            QualityReason = qualityReason,
            QualityOverTime = QualityTimeline.Of(verdict.Metric, measured.Judged.WithTruth, ChampionClasses.Threshold(definition.Problem, evaluation)),
            Classes = classes,
            Truth = measured.Truth(),
        };
        return MonitorMetrics.Dropped(report) is { } dropped ? report with { Reasons = [.. report.Reasons, dropped] } : report;
    }

    private static ReferenceUsed Reference(BaselineProfile reference, DriftAnalysis features) => new()
    {
        Rows = features.RowsReference,
        From = reference.From,
        To = reference.To,
        SameSeason = features.SameSeason,
        Note = features.SeasonReason ?? "Compared with the rows of the same calendar months, mixed as the requests mix them.",
    };

    private void Write(MonitorReport report, PipelineDefinition definition, EvaluationReport evaluation, BaselineProfile reference, BaselineProfile current)
    {
        var findings = new Findings
        {
            Monitor = report.Monitor,
            Run = report.Run,
            Rows = report.Rows,
            RowsWithTruth = report.RowsWithTruth,
            Drift = report.Drift,
            Reasons = report.Reasons,
            Metrics = MonitorMetrics.Of(report),
        };
        OutputFiles.Write(paths.ProcessingOutput("monitor.json"), JsonSerializer.SerializeToUtf8Bytes(report, MonitorJson.Wire.MonitorReport));
        OutputFiles.Write(paths.ProcessingOutput("report.html"), MonitorPage.Render(report, definition, evaluation, reference, current));
        OutputFiles.Write(paths.ProcessingOutput("findings.json"), JsonSerializer.SerializeToUtf8Bytes(findings, MonitorJson.Wire.Findings));
        output.WriteLine($"monitor: {report.Verdict} {string.Join(' ', report.Reasons)}");
    }

    private sealed record Measured(KeyLayout Layout, TruthTable Truths, JudgedRows Judged, CaptureReader Capture)
    {
        public RequestCounts Requests() => new()
        {
            Files = Capture.Files,
            Judged = Capture.Requests,
            OutsideOfWindow = Capture.OutsideOfWindow,
            Duplicates = Capture.Duplicates,
            Skipped = Capture.Skipped.Total,
            SkippedReasons = Capture.Skipped.Reasons,
        };

        public TruthUsed Truth() => new()
        {
            Key = [.. Layout.Columns.Select(column => column.Name)],
            Files = Truths.Files,
            Rows = Truths.Rows,
            Incomplete = Truths.Incomplete,
            Keys = Truths.Keys,
            AmbiguousKeys = Truths.AmbiguousKeys,
            Problems = Truths.Problems.Kept,
            ProblemCount = Truths.Problems.Total,
        };
    }
}
