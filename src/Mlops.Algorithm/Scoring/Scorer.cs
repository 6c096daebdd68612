using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Transforms;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Scoring;

/// <summary>A loaded model with its own transform: raw rows in, predictions out. Safe from many threads at once.</summary>
internal sealed class Scorer
{
    private readonly TreeEnsemble _trees;

    private Scorer(ModelArtifact artifact, RowEncoder encoder, TreeEnsemble trees) =>
        (Hash, Classes, Threshold, Encoder, _trees) = (artifact.Hash, artifact.Transform.Classes, artifact.Transform.Threshold ?? 0.5, encoder, trees);

    public string Hash { get; }

    /// <summary>The two classes that the model tells apart; null when it predicts a number.</summary>
    public BinaryClasses? Classes { get; }

    /// <summary>The probability from which on a row is of the positive class.</summary>
    public double Threshold { get; }

    public RowEncoder Encoder { get; }

    /// <summary>Loads a model and scores one row of missing values with it, so that what is loaded is known to work.</summary>
    public static Scorer Load(ModelArtifact artifact)
    {
        var encoder = new RowEncoder(artifact.Transform);
        try
        {
            var scorer = new Scorer(artifact, encoder, TreeEnsemble.Load(artifact.Model.Span));
            scorer.CheckFeatures();
            return scorer;
        }
        catch (ModelFormatException exception)
        {
            throw new JobFailedException($"The model cannot be loaded: {exception.Message}", exception);
        }
    }

    public double[] Predict(ReadOnlySpan<double> rows) => _trees.Predict(rows);

    public void Predict(ReadOnlySpan<double> rows, Span<double> predictions) => _trees.Predict(rows, predictions);

    private void CheckFeatures()
    {
        if (_trees.Features != Encoder.Features)
        {
            throw new JobFailedException($"The model expects {_trees.Features} features and its transform makes {Encoder.Features}.");
        }

        var row = new double[Encoder.Features];
        Array.Fill(row, double.NaN);
        if (!double.IsFinite(Predict(row)[0]))
        {
            throw new JobFailedException("The model does not score a row of missing values.");
        }
    }
}
