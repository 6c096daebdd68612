using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace LocalCloud.S3.Checksums;

/// <summary>One of S3's checksums over bytes that arrive in pieces; not thread-safe.</summary>
public abstract class RunningChecksum : IDisposable
{
    public static RunningChecksum Start(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC32 => new Crc32Checksum(),
        ChecksumAlgorithm.CRC32C => new Crc32CChecksum(),
        ChecksumAlgorithm.CRC64NVME => new Crc64NvmeChecksum(),
        ChecksumAlgorithm.SHA1 => new DigestChecksum(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.SHA256 => new DigestChecksum(HashAlgorithmName.SHA256),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, null),
    };

    /// <summary>How many bytes a value of this algorithm has before it is written as base64.</summary>
    public static int Length(ChecksumAlgorithm algorithm) => algorithm switch
    {
        ChecksumAlgorithm.CRC64NVME => 8,
        ChecksumAlgorithm.SHA1 => 20,
        ChecksumAlgorithm.SHA256 => 32,
        _ => 4,
    };

    public abstract void Append(ReadOnlySpan<byte> bytes);

    public abstract byte[] Finish();

    public virtual void Dispose() => GC.SuppressFinalize(this);

    private sealed class Crc32Checksum : RunningChecksum
    {
        private readonly Crc32 _crc = new();

        public override void Append(ReadOnlySpan<byte> bytes) => _crc.Append(bytes);

        public override byte[] Finish()
        {
            // S3 writes CRCs big-endian; the library's bytes are little-endian.
            var value = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(value, _crc.GetCurrentHashAsUInt32());
            return value;
        }
    }

    private sealed class DigestChecksum(HashAlgorithmName algorithm) : RunningChecksum
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm);

        public override void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        public override byte[] Finish() => _hash.GetCurrentHash();

        public override void Dispose()
        {
            _hash.Dispose();
            base.Dispose();
        }
    }
}
