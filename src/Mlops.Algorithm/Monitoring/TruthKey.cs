using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Monitoring;

/// <summary>
/// Makes the key that a request and its truth share from their values. Values are compared as what they are: 2005-01-01 and
/// 2005-01-01T00:00:00Z are one time, 7 and 7.0 one number. Only a hash is kept, so that long keys need no memory.
/// </summary>
internal sealed class TruthKey
{
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>True when a value is missing: then there is no key.</summary>
    public bool IsIncomplete { get; private set; }

    public void Start()
    {
        _text.ResetWrittenCount();
        IsIncomplete = false;
    }

    public void Add(ColumnKind kind, ReadOnlySpan<byte> value)
    {
        IsIncomplete |= kind == ColumnKind.Numeric ? CsvValue.IsMissingNumber(value) : value.IsEmpty;
        if (kind != ColumnKind.Numeric && EventTime.TryParse(value, out var time))
        {
            Append("time"u8, Encoding.UTF8.GetBytes(time.Utc.Ticks.ToString(CultureInfo.InvariantCulture)));
        }
        else if (kind == ColumnKind.Numeric && CsvValue.TryParseNumber(value, out var number))
        {
            // Minus zero is written as another text than zero.
            Append("number"u8, Encoding.UTF8.GetBytes((number + 0.0).ToString("R", CultureInfo.InvariantCulture)));
        }
        else
        {
            Append("text"u8, value);
        }
    }

    public UInt128 Hash() => Hash(_text.WrittenSpan);

    /// <summary>The key of the n-th row that has this one.</summary>
    public static UInt128 WithOrdinal(UInt128 key, int ordinal)
    {
        Span<byte> text = stackalloc byte[20];
        BinaryPrimitives.WriteUInt128LittleEndian(text, key);
        BinaryPrimitives.WriteInt32LittleEndian(text[16..], ordinal);
        return Hash(text);
    }

    public static UInt128 Hash(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    // The length before each part, so that ("a", "bc") and ("ab", "c") differ.
    private void Append(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> value)
    {
        _text.Write(kind);
        var length = value.Length;
        _text.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in length)));
        _text.Write(value);
    }
}
