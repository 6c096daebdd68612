using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Learning;
using Mlops.Algorithm.Native;
using Mlops.Domain.Evaluation;

namespace Mlops.Algorithm.Evaluating;

/// <summary>How much each raw column moves a model's answers: the mean of |SHAP| over rows, by LightGBM's exact TreeSHAP.</summary>
/// <remarks>A column that became several features (the time) has the sum of their contributions: SHAP values add up.</remarks>
internal static unsafe class Explanations
{
    /// <summary>TreeSHAP costs a hundred times what a prediction does, and a mean of so many rows stands still.</summary>
    public const int MostRows = 1000;

    private const string Parameters = "num_threads=1 verbosity=-1";

    /// <summary>False for trees with linear leaves: TreeSHAP takes their leaves for constants.</summary>
    public static bool AreExact(ModelArtifact artifact) => artifact.Model.Span.IndexOf("\nis_linear=1"u8) < 0;

    /// <summary>Importances over at most <see cref="MostRows"/> rows, spread evenly.</summary>
    public static (IReadOnlyList<ColumnImportance> Columns, int Rows) Of(ModelArtifact artifact, FeatureMatrix rows)
    {
        var (features, sample) = (rows.Columns, Math.Min(rows.Rows, MostRows));
        var values = new double[sample * features];
        for (var i = 0; i < sample; i++)
        {
            rows.Values.Slice((int)((long)i * rows.Rows / sample) * features, features).CopyTo(values.AsSpan(i * features));
        }

        var contributions = Contributions(artifact.Model.Span, values, sample, features);
        var columns = artifact.Transform.Columns;
        var sums = new double[columns.Count];
        for (var row = 0; row < sample; row++)
        {
            // After the features comes the expected value, which no column is accountable for.
            var feature = row * (features + 1);
            for (var column = 0; column < sums.Length; column++)
            {
                var sum = 0.0;
                for (var i = columns[column].Kind == ColumnKind.Time ? artifact.Transform.Calendar.Count : 1; i > 0; i--)
                {
                    sum += contributions[feature++];
                }

                sums[column] += Math.Abs(sum);
            }
        }

        return (ColumnImportance.Of([.. columns.Select(column => column.Name)], sums, sample), sample);
    }

    /// <summary>Per row a contribution of each feature and the expected value, which add up to the raw score.</summary>
    internal static double[] Contributions(ReadOnlySpan<byte> model, ReadOnlySpan<double> values, int rows, int features)
    {
        var results = new double[rows * (features + 1)];
        fixed (byte* text = (byte[])[.. model, 0])
        fixed (double* data = values)
        fixed (double* output = results)
        {
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterLoadModelFromString(text, out _, out var booster));
            using var handle = new BoosterHandle(booster);
            LightGbmException.ThrowIfFailed(LightGbmApi.BoosterPredictForMat(
                handle, data, LightGbmApi.Float64, rows, features, isRowMajor: 1, LightGbmApi.PredictContributions,
                startIteration: 0, iterations: -1, Parameters, out _, output));
        }

        return results;
    }
}
