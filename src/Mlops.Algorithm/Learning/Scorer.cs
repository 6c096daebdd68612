using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Native;
using Mlops.Algorithm.Transforms;

namespace Mlops.Algorithm.Learning;

/// <summary>A loaded model with its own transform: raw rows in, predictions out. Safe from many threads at once.</summary>
internal sealed class Scorer : IDisposable
{
    private readonly Booster _booster;

    private Scorer(string hash, RowEncoder encoder, Booster booster) => (Hash, Encoder, _booster) = (hash, encoder, booster);

    public string Hash { get; }

    public RowEncoder Encoder { get; }

    /// <summary>Loads a model and scores one row of missing values with it, so that what is loaded is known to work.</summary>
    public static Scorer Load(ModelArtifact artifact)
    {
        var encoder = new RowEncoder(artifact.Transform);
        try
        {
            var scorer = new Scorer(artifact.Hash, encoder, Booster.Load(artifact.Model));
            scorer.CheckFeatures();
            return scorer;
        }
        catch (LightGbmException exception)
        {
            throw new JobFailedException($"The model cannot be loaded: {exception.Message}", exception);
        }
    }

    public double[] Predict(ReadOnlySpan<double> rows) => _booster.Predict(rows);

    public void Dispose() => _booster.Dispose();

    private void CheckFeatures()
    {
        if (_booster.Features != Encoder.Features)
        {
            throw new JobFailedException($"The model expects {_booster.Features} features and its transform makes {Encoder.Features}.");
        }

        var row = new double[Encoder.Features];
        Array.Fill(row, double.NaN);
        if (!double.IsFinite(Predict(row)[0]))
        {
            throw new JobFailedException("The model does not score a row of missing values.");
        }
    }
}
