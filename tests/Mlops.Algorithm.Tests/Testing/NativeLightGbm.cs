using System.Runtime.InteropServices;
using Mlops.Algorithm.Native;

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>LightGBM's own predictions, which the product's must equal.</summary>
internal static unsafe partial class NativeLightGbm
{
    private const int Float64 = 1;
    private const int Normal = 0;

    public static double[] Predict(byte[] model, double[] rows)
    {
        // The first call of the product's own into the library decides how OpenMP waits.
        LightGbmLibrary.Initialize();
        fixed (byte* text = (byte[])[.. model, 0])
        {
            LightGbmException.ThrowIfFailed(LoadModelFromString(text, out _, out var handle));
            using var booster = new BoosterHandle(handle);
            LightGbmException.ThrowIfFailed(GetNumFeature(handle, out var features));
            var results = new double[rows.Length / features];
            fixed (double* data = rows)
            fixed (double* output = results)
            {
                LightGbmException.ThrowIfFailed(PredictForMat(
                    handle, data, Float64, results.Length, features, isRowMajor: 1, Normal, startIteration: 0, iterations: -1, "num_threads=1 verbosity=-1", out _, output));
            }

            return results;
        }
    }

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterLoadModelFromString")]
    private static partial int LoadModelFromString(byte* text, out int iterations, out nint booster);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterGetNumFeature")]
    private static partial int GetNumFeature(nint booster, out int count);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int PredictForMat(
        nint booster, double* data, int dataType, int rows, int columns, int isRowMajor, int predictType,
        int startIteration, int iterations, string parameters, out long length, double* results);
}
