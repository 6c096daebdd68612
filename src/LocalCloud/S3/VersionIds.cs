using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.S3;

/// <summary>Version and upload ids: opaque, 32 characters, unique, and in ordinal order of their sequence numbers.</summary>
internal static class VersionIds
{
    /// <summary>The version of an object in a bucket that keeps none.</summary>
    public const string Null = "null";

    public static string FromSequence(long sequence)
    {
        var digits = sequence.ToString("x12", CultureInfo.InvariantCulture);
        var tail = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(digits)));
        return digits + tail[..20];
    }

    public static bool IsValid(string id) =>
        id == Null || (id.Length == 32 && long.TryParse(id.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var sequence)
            && FromSequence(sequence) == id);

    public static long SequenceOf(string id) => long.Parse(id.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
