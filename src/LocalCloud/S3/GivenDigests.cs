using LocalCloud.Api;
using LocalCloud.S3.Checksums;

namespace LocalCloud.S3;

/// <summary>What a writer claims of its content, to be verified before anything is stored.</summary>
public sealed record GivenDigests
{
    public static readonly GivenDigests None = new();

    /// <summary>Content-MD5, base64.</summary>
    public string? Md5 { get; init; }

    /// <summary>The signed payload's SHA-256, hexadecimal.</summary>
    public string? ContentSha256 { get; init; }

    /// <summary>The checksum algorithm that the writer chose; null: S3 computes its own, CRC64NVME.</summary>
    public ChecksumAlgorithm? Algorithm { get; init; }

    /// <summary>The value claimed, base64; asked for after the content has been read, since it may come as a trailer.</summary>
    public Func<string?> Checksum { get; init; } = () => null;

    internal ChecksumAlgorithm Effective => Algorithm ?? ChecksumAlgorithm.CRC64NVME;

    internal void Validate()
    {
        if (Md5 is not null && !IsBase64(Md5, 16))
        {
            throw new AwsException("InvalidDigest", 400, "The Content-MD5 you specified was invalid.")
            {
                Details = new Dictionary<string, string> { ["Content-MD5"] = Md5 },
            };
        }

        if (Algorithm is { } algorithm && Checksum() is { } early)
        {
            ValidateChecksum(algorithm, early);
        }
    }

    internal void Verify(Blob blob)
    {
        if (Md5 is not null && Convert.ToHexStringLower(Convert.FromBase64String(Md5)) != blob.Md5)
        {
            throw Md5Differs(blob);
        }

        if (ContentSha256 is not null && ContentSha256 != blob.Id)
        {
            throw new AwsException("XAmzContentSHA256Mismatch", 400,
                "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }

        if (Algorithm is not { } algorithm || Checksum() is not { } claimed)
        {
            return;
        }

        ValidateChecksum(algorithm, claimed);
        if (claimed != blob.Checksum.Value)
        {
            throw S3Errors.BadDigest($"The {algorithm} you specified did not match the calculated checksum.");
        }
    }

    private static void ValidateChecksum(ChecksumAlgorithm algorithm, string value)
    {
        if (!IsBase64(value, RunningChecksum.Length(algorithm)))
        {
            throw S3Errors.InvalidRequest($"Value for {Checksums.Checksum.Header(algorithm)} header is invalid.");
        }
    }

    private static bool IsBase64(string value, int length)
    {
        Span<byte> decoded = stackalloc byte[64];
        return value.Length <= 64 && Convert.TryFromBase64String(value, decoded, out var written) && written == length;
    }

    private AwsException Md5Differs(Blob blob) =>
        new("BadDigest", 400, "The Content-MD5 you specified did not match what we received.")
        {
            Details = new Dictionary<string, string>
            {
                ["ExpectedDigest"] = Convert.ToHexStringLower(Convert.FromBase64String(Md5!)),
                ["CalculatedDigest"] = Convert.ToBase64String(Convert.FromHexString(blob.Md5)),
            },
        };
}
