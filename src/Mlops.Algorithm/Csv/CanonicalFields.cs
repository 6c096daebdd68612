using System.Buffers;

namespace Mlops.Algorithm.Csv;

/// <summary>Takes a line that <see cref="CsvLine"/> wrote apart again. Spans live until the next field.</summary>
internal ref struct CanonicalFields(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> scratch)
{
    private ReadOnlySpan<byte> _rest = line.TrimEnd((byte)'\n');

    public ReadOnlySpan<byte> Next()
    {
        if (!_rest.StartsWith("\""u8))
        {
            var comma = _rest.IndexOf((byte)',');
            var field = comma < 0 ? _rest : _rest[..comma];
            _rest = comma < 0 ? default : _rest[(comma + 1)..];
            return field;
        }

        scratch.ResetWrittenCount();
        _rest = _rest[1..];
        while (true)
        {
            var quote = _rest.IndexOf((byte)'"');
            scratch.Write(_rest[..quote]);
            _rest = _rest[(quote + 1)..];
            if (!_rest.StartsWith("\""u8))
            {
                _rest = _rest.IsEmpty ? _rest : _rest[1..];
                return scratch.WrittenSpan;
            }

            scratch.Write("\""u8);
            _rest = _rest[1..];
        }
    }
}
