using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mlops.Algorithm.Serving;

/// <summary>Reads CSV without quotes, which is what clients send almost always: then a comma ends a field and a line feed a record, whatever surrounds them. Empty lines are passed over.</summary>
internal ref struct PlainRecords(ReadOnlySpan<byte> body) : IRecords
{
    private readonly ReadOnlySpan<byte> _body = body;
    private int[] _ends = new int[64];
    private int _start;
    private int _next;

    public int FieldCount { get; private set; }

    public readonly ReadOnlySpan<byte> this[int field]
    {
        get
        {
            var start = field == 0 ? _start : _ends[field - 1] + 1;
            return _body[start.._ends[field]];
        }
    }

    /// <summary>Whether a body is as simple as this reader needs it: UTF-8 without a byte order mark, no quotes, and carriage returns only before line feeds.</summary>
    public static bool CanRead(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty || body[0] is 0 or >= 0xEF || body.Contains((byte)'"'))
        {
            return false;
        }

        for (var rest = body; rest.IndexOf((byte)'\r') is var at and >= 0; rest = rest[(at + 1)..])
        {
            if (at + 1 == rest.Length || rest[at + 1] != '\n')
            {
                return false;
            }
        }

        return true;
    }

    public bool Read()
    {
        while (_next < _body.Length && (char)_body[_next] is '\n' or '\r')
        {
            _next++;
        }

        if (_next >= _body.Length)
        {
            return false;
        }

        (_start, FieldCount) = (_next, 0);
        var end = FindEnds();
        _next = end + 1;
        AddEnd(end < _body.Length && _body[end - 1] == '\r' ? end - 1 : end);
        return true;
    }

    // Takes the commas of the record down and answers where it ends.
    private int FindEnds()
    {
        var at = _start;
        ref var first = ref MemoryMarshal.GetReference(_body);
        for (; at + Vector128<byte>.Count <= _body.Length; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref first, (nuint)at);
            var found = (Vector128.Equals(bytes, Vector128.Create((byte)',')) | Vector128.Equals(bytes, Vector128.Create((byte)'\n'))).ExtractMostSignificantBits();
            for (; found != 0; found &= found - 1)
            {
                var end = at + BitOperations.TrailingZeroCount(found);
                if (Unsafe.Add(ref first, end) == '\n')
                {
                    return end;
                }

                AddEnd(end);
            }
        }

        for (; at < _body.Length && _body[at] != '\n'; at++)
        {
            if (_body[at] == ',')
            {
                AddEnd(at);
            }
        }

        return at;
    }

    private void AddEnd(int end)
    {
        if (FieldCount == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        _ends[FieldCount++] = end;
    }
}
