using System.Buffers.Binary;

namespace LocalCloud.S3.Checksums;

/// <summary>
/// CRC-64/NVME, the checksum that S3 computes for every object that came without one. System.IO.Hashing's Crc64 has
/// another polynomial, so this is the table form, eight bytes a step.
/// </summary>
internal sealed class Crc64NvmeChecksum : RunningChecksum
{
    private const ulong ReflectedPolynomial = 0x9A6C9329AC4BC9B5;
    private static readonly ulong[][] Tables = BuildTables();

    private ulong _crc = ulong.MaxValue;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc = Step(crc ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var value in bytes)
        {
            crc = Tables[0][(byte)crc ^ value] ^ (crc >> 8);
        }

        _crc = crc;
    }

    public override byte[] Finish()
    {
        var value = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(value, ~_crc);
        return value;
    }

    private static ulong Step(ulong block) =>
        Tables[7][(byte)block] ^ Tables[6][(byte)(block >> 8)] ^ Tables[5][(byte)(block >> 16)] ^ Tables[4][(byte)(block >> 24)]
        ^ Tables[3][(byte)(block >> 32)] ^ Tables[2][(byte)(block >> 40)] ^ Tables[1][(byte)(block >> 48)] ^ Tables[0][block >> 56];

    private static ulong[][] BuildTables()
    {
        var tables = new ulong[8][];
        for (var table = 0; table < 8; table++)
        {
            tables[table] = new ulong[256];
            for (var value = 0; value < 256; value++)
            {
                tables[table][value] = table == 0 ? OfByte((ulong)value)
                    : tables[0][(byte)tables[table - 1][value]] ^ (tables[table - 1][value] >> 8);
            }
        }

        return tables;
    }

    private static ulong OfByte(ulong value)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ ReflectedPolynomial;
        }

        return value;
    }
}
