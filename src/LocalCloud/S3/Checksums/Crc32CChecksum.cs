using System.Buffers.Binary;
using System.Numerics;

namespace LocalCloud.S3.Checksums;

/// <summary>CRC-32C (Castagnoli), eight bytes a step through the processor's own instruction.</summary>
internal sealed class Crc32CChecksum : RunningChecksum
{
    private uint _crc = uint.MaxValue;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        _crc = crc;
    }

    public override byte[] Finish()
    {
        var value = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(value, ~_crc);
        return value;
    }
}
