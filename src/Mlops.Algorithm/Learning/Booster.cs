using System.Text;
using Mlops.Algorithm.Native;

namespace Mlops.Algorithm.Learning;

/// <summary>A trained model that predicts. Predicting is safe from many threads at once: LightGBM only reads the trees.</summary>
internal sealed unsafe class Booster : IDisposable
{
    // One thread per call: requests are the parallelism, and results do not depend on it.
    private const string PredictParameters = "num_threads=1 verbosity=-1";

    private readonly BoosterHandle _handle;

    private Booster(BoosterHandle handle, int features)
    {
        _handle = handle;
        Features = features;
    }

    public int Features { get; }

    /// <summary>Loads a model from LightGBM's text form.</summary>
    public static Booster Load(string model)
    {
        var text = Encoding.UTF8.GetBytes(model + "\0");
        fixed (byte* pointer = text)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterLoadModelFromString(pointer, out _, out var booster));
            var handle = new BoosterHandle(booster);
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterGetNumFeature(handle, out var features));
            return new Booster(handle, features);
        }
    }

    /// <summary>Predicts rows of <see cref="Features"/> values each.</summary>
    public double[] Predict(ReadOnlySpan<double> rows)
    {
        if (rows.Length % Features != 0)
        {
            throw new ArgumentException($"{rows.Length} values are no whole rows of {Features}.", nameof(rows));
        }

        var results = new double[rows.Length / Features];
        fixed (double* data = rows)
        fixed (double* output = results)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterPredictForMat(
                _handle, data, LightGbmApi.Float64, results.Length, Features, isRowMajor: 1, LightGbmApi.PredictNormal,
                startIteration: 0, iterations: -1, PredictParameters, out _, output));
        }

        return results;
    }

    public void Dispose() => _handle.Dispose();
}
