namespace Mlops.Algorithm.Monitoring;

/// <summary>Reads the lines of a file as bytes through one buffer. A line that is too long is passed over, as one that is empty.</summary>
internal sealed class LineReader(Stream stream) : IDisposable
{
    // Request and answer have up to 6 MiB each, a third more as BASE64, and escapes.
    public const int LongestLine = 64 * 1024 * 1024;

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The 1-based number of the current line.</summary>
    public long Number { get; private set; }

    /// <summary>The current line until the next read; empty when it was too long.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    public bool IsTooLong { get; private set; }

    public bool Read()
    {
        IsTooLong = false;
        var searched = 0;
        while (true)
        {
            var newLine = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (newLine >= 0)
            {
                return Take(searched + newLine, skip: 1);
            }

            if (_isAtEnd)
            {
                return _end > _start && Take(_end - _start, skip: 0);
            }

            searched = _end - _start;
            if (searched >= LongestLine)
            {
                (IsTooLong, _start, _end, searched) = (true, 0, 0, 0);
            }

            Fill();
        }
    }

    public void Dispose() => stream.Dispose();

    private bool Take(int length, int skip)
    {
        Line = IsTooLong ? default : _buffer.AsMemory(_start, length);
        _start += length + skip;
        Number++;
        return true;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
    }
}
