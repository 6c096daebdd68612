using System.Runtime.InteropServices;

namespace Mlops.Algorithm.Native;

/// <summary>LightGBM refused a call; the message is its own.</summary>
internal sealed class LightGbmException(string message) : Exception("LightGBM: " + message)
{
    public static unsafe void ThrowIfFailed(int result)
    {
        if (result != 0)
        {
            throw new LightGbmException(Marshal.PtrToStringUTF8((nint)LightGbmApi.GetLastError()) ?? "unknown error");
        }
    }
}
