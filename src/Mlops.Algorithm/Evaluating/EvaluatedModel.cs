using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Scoring;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Evaluating;

/// <summary>A model and what it says of the holdout's rows, which it was fed raw through its own transform.</summary>
internal sealed record EvaluatedModel(ModelArtifact Artifact, ModelMetrics Metrics, FeatureMatrix Rows, double[] Predictions)
{
    public IReadOnlyList<double> Labels => Rows.Labels;

    public ModelSample Sample => new(Labels, Predictions, Metrics.Classification?.Threshold);

    public static EvaluatedModel Score(string archive, string holdout, string? run, CancellationToken cancellationToken)
    {
        var artifact = ArtifactArchive.Read(archive);
        var scorer = Scorer.Load(artifact);
        var rows = TrainingTables.Encode(holdout, artifact.Transform, cancellationToken);
        var predictions = scorer.Predict(rows.Values);
        var metrics = scorer.Classes is null ? Measurement.Of(rows.Labels, predictions, "holdout") : Measurement.OfClasses(rows.Labels, predictions, scorer.Threshold, "holdout");
        var classification = scorer.Classes is { } classes
            ? ClassificationReport.Of(classes, scorer.Threshold, new BinarySample(rows.Labels, predictions, scorer.Threshold)) with { Fit = CalibrationFit.Of(rows.Labels, predictions) }
            : null;
        return new(artifact, new ModelMetrics { Run = run, Model = artifact.Hash, Metrics = metrics, Classification = classification }, rows, predictions);
    }
}
