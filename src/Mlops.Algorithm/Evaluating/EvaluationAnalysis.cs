using Mlops.Algorithm.Csv;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Evaluating;

/// <summary>What an evaluation says beyond metrics: how sure the difference is, where it lies, whom it concerns, and what the models rest on.</summary>
internal sealed class EvaluationAnalysis(PipelineDefinition definition, string holdout, IReadOnlyList<EventTime>? times)
{
    private readonly GateDefinition _gate = definition.Gate;
    private readonly IReadOnlyList<DateTimeOffset>? _times = times is null ? null : [.. times.Select(time => new DateTimeOffset(time.Utc, TimeSpan.Zero))];

    public EvaluationReport Extend(EvaluationReport report, EvaluatedModel challenger, EvaluatedModel? champion)
    {
        var metric = _gate.Champion.Metric ?? ProblemMetrics.Default(definition.Problem.Type);
        var columns = HoldoutColumns.Read(holdout, [.. definition.Problem.Slices.Keys.Union(_gate.Bias.Columns)]);
        var slices = Slices(columns, metric, challenger, champion, report.Holdout.Sha256);
        return report with
        {
            Comparison = champion is null ? null : Comparison(challenger, champion, report.Holdout.Sha256),
            Slices = slices.Count == 0 ? null : slices,
            LargestRegression = SliceAnalysis.Largest(slices, metric),
            Bias = _gate.Bias.Columns.Count == 0 ? null : Bias(columns, challenger, champion),
            Explanations = Explain(challenger, champion),
        };
    }

    private ModelComparison Comparison(EvaluatedModel challenger, EvaluatedModel champion, string seed) =>
        ModelComparison.Of(challenger.Sample, champion.Sample, ResampleUnits.Of(_times, challenger.Labels.Count), _gate.Champion.Confidence ?? PairedBootstrap.DefaultConfidence, seed);

    private List<SlicedColumn> Slices(IReadOnlyDictionary<string, ColumnValues> columns, string metric, EvaluatedModel challenger, EvaluatedModel? champion, string seed)
    {
        var analysis = new SliceAnalysis(challenger.Sample, champion?.Sample, _times, seed);
        return [.. definition.Problem.Slices.OrderBy(slice => slice.Key, StringComparer.Ordinal).Select(slice => analysis.Of(columns[slice.Key], slice.Value, _gate.Slices, metric))];
    }

    private List<FacetReport> Bias(IReadOnlyDictionary<string, ColumnValues> columns, EvaluatedModel challenger, EvaluatedModel? champion) =>
    [
        .. _gate.Bias.Columns.Select(column => BiasAnalysis.Of(
            column,
            RowGroups.Of(columns[column], definition.Problem.Slices.GetValueOrDefault(column), _gate.Bias.MinimumRows),
            _gate.Bias.MinimumRows,
            challenger.Sample,
            champion?.Sample)),
    ];

    private static ExplanationReport? Explain(EvaluatedModel challenger, EvaluatedModel? champion)
    {
        if (!Explanations.AreExact(challenger.Artifact))
        {
            return null;
        }

        var (columns, rows) = Explanations.Of(challenger.Artifact, challenger.Rows);
        return new() { Rows = rows, Challenger = columns, Champion = champion is null || !Explanations.AreExact(champion.Artifact) ? null : Explanations.Of(champion.Artifact, champion.Rows).Columns };
    }
}
