using System.Runtime.InteropServices;

namespace Mlops.Algorithm.Native;

/// <summary>Owns a LightGBM data set.</summary>
internal sealed class DatasetHandle : SafeHandle
{
    public DatasetHandle(nint dataset) : base(0, ownsHandle: true) => SetHandle(dataset);

    public override bool IsInvalid => handle == 0;

    public nint Value => handle;

    protected override bool ReleaseHandle() => LightGbmApi.DatasetFree(handle) == 0;
}

/// <summary>Owns a LightGBM booster.</summary>
internal sealed class BoosterHandle : SafeHandle
{
    public BoosterHandle(nint booster) : base(0, ownsHandle: true) => SetHandle(booster);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle() => LightGbmApi.BoosterFree(handle) == 0;
}
