using System.Globalization;
using System.Security.Cryptography;

namespace Mlops.Cli.Runs;

/// <summary>An id for a request that nobody gave one: when it was, and enough chance to tell two of that second apart.</summary>
internal static class RequestId
{
    public static string Create(TimeProvider clock) =>
        $"{clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
}
