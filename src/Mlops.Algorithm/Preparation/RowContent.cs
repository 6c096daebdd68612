using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Preparation;

/// <summary>A row's content apart from the table that it stands in: its values by the names of their columns, in the order of the names. Columns in which it has no value do not count.</summary>
internal sealed class RowContent(IReadOnlyList<string> columns)
{
    private readonly (int Index, byte[] Name)[] _byName = [.. columns.Index().OrderBy(column => column.Item, StringComparer.Ordinal).Select(column => (column.Index, Encoding.UTF8.GetBytes(column.Item)))];
    private readonly (int Start, int Length)[] _fields = new (int, int)[columns.Count];
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly ArrayBufferWriter<byte> _content = new();

    /// <summary>From 0 to below 1, evenly: which part the row falls into.</summary>
    public double Position(RawRow row)
    {
        Split(row.Line);
        _content.ResetWrittenCount();
        foreach (var (index, name) in _byName)
        {
            var (start, length) = _fields[index];
            if (length > 0)
            {
                Append(name);
                Append(_values.WrittenSpan.Slice(start, length));
            }
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_content.WrittenSpan, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash) / Math.Pow(2, 64);
    }

    private void Split(byte[] line)
    {
        _values.ResetWrittenCount();
        var fields = new CanonicalFields(line, _scratch);
        for (var i = 0; i < _fields.Length; i++)
        {
            var value = fields.Next();
            _fields[i] = (_values.WrittenCount, value.Length);
            _values.Write(value);
        }
    }

    // With its length before it, so that no two rows run together to the same bytes.
    private void Append(ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(_content.GetSpan(sizeof(int)), bytes.Length);
        _content.Advance(sizeof(int));
        _content.Write(bytes);
    }
}
