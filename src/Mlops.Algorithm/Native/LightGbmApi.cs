using System.Runtime.InteropServices;

namespace Mlops.Algorithm.Native;

/// <summary>LightGBM's C API, as far as this container uses it. Every function answers 0, or -1 and <see cref="GetLastError"/> of the calling thread.</summary>
/// <remarks>https://github.com/microsoft/LightGBM/blob/v4.6.0/include/LightGBM/c_api.h</remarks>
internal static unsafe partial class LightGbmApi
{
    public const int Float32 = 0;
    public const int Float64 = 1;
    public const int PredictContributions = 3;

    static LightGbmApi() => LightGbmLibrary.Initialize();

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_GetLastError")]
    public static partial byte* GetLastError();

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_RegisterLogCallback")]
    public static partial int RegisterLogCallback(delegate* unmanaged[Cdecl]<byte*, void> callback);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_DumpParamAliases")]
    public static partial int DumpParamAliases(long bufferLength, out long length, byte* text);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetCreateFromMat(
        double* data, int dataType, int rows, int columns, int isRowMajor, string parameters, nint reference, out nint dataset);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetField(DatasetHandle dataset, string field, float* data, int count, int dataType);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_DatasetSetFeatureNames", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetFeatureNames(DatasetHandle dataset, string[] names, int count);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_DatasetFree")]
    public static partial int DatasetFree(nint dataset);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterCreate(DatasetHandle train, string parameters, out nint booster);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterAddValidData")]
    public static partial int BoosterAddValidData(BoosterHandle booster, DatasetHandle validation);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int BoosterUpdateOneIter(BoosterHandle booster, out int isFinished);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterGetEvalCounts")]
    public static partial int BoosterGetEvalCounts(BoosterHandle booster, out int count);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterGetEval")]
    public static partial int BoosterGetEval(BoosterHandle booster, int dataIndex, out int length, double* results);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterSaveModelToString")]
    public static partial int BoosterSaveModelToString(
        BoosterHandle booster, int startIteration, int iterations, int importanceType, long bufferLength, out long length, byte* text);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterLoadModelFromString")]
    public static partial int BoosterLoadModelFromString(byte* text, out int iterations, out nint booster);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterPredictForMat(
        BoosterHandle booster, double* data, int dataType, int rows, int columns, int isRowMajor, int predictType,
        int startIteration, int iterations, string parameters, out long length, double* results);

    [LibraryImport(LightGbmLibrary.Name, EntryPoint = "LGBM_BoosterFree")]
    public static partial int BoosterFree(nint booster);
}
