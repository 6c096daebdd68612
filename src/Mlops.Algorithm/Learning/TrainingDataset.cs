using Mlops.Algorithm.Native;

namespace Mlops.Algorithm.Learning;

/// <summary>A matrix in LightGBM's binned form.</summary>
internal sealed unsafe class TrainingDataset : IDisposable
{
    private TrainingDataset(DatasetHandle handle) => Handle = handle;

    public DatasetHandle Handle { get; }

    /// <summary>Bins a matrix; <paramref name="reference"/> lends its bins, as a validation set needs.</summary>
    public static TrainingDataset Create(FeatureMatrix matrix, IReadOnlyList<string> names, string parameters, TrainingDataset? reference)
    {
        nint dataset;
        fixed (double* values = matrix.Values)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.DatasetCreateFromMat(
                values, LightGbmApi.Float64, matrix.Rows, matrix.Columns, isRowMajor: 1, parameters, reference?.Handle.Value ?? 0, out dataset));
        }

        var created = new TrainingDataset(new DatasetHandle(dataset));
        created.SetLabels(matrix.Labels);
        if (reference is null)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.DatasetSetFeatureNames(created.Handle, [.. names], names.Count));
        }

        return created;
    }

    public void Dispose() => Handle.Dispose();

    private void SetLabels(IReadOnlyList<double> labels)
    {
        // LightGBM keeps labels in single precision.
        var singles = new float[labels.Count];
        for (var i = 0; i < singles.Length; i++)
        {
            singles[i] = (float)labels[i];
        }

        fixed (float* data = singles)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.DatasetSetField(Handle, "label", data, singles.Length, LightGbmApi.Float32));
        }
    }
}
