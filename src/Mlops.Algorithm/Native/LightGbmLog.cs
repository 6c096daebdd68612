using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mlops.Algorithm.Native;

/// <summary>Sends LightGBM's own messages to standard error, because standard output carries the metrics.</summary>
internal static unsafe class LightGbmLog
{
    public static void ToStandardError() => LightGbmException.ThrowIfFailed(LightGbmApi.RegisterLogCallback(&Write));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Write(byte* message) => Console.Error.Write(Marshal.PtrToStringUTF8((nint)message));
}
