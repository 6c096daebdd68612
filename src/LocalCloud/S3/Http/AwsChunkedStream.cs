using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace LocalCloud.S3.Http;

/// <summary>
/// Decodes a body of Content-Encoding <c>aws-chunked</c>, signed or not: each chunk is its size in hexadecimal (with an
/// optional <c>;chunk-signature=…</c>), a line end, the bytes, a line end; the chunk of size zero is followed by trailers.
/// </summary>
internal sealed class AwsChunkedStream(Stream body) : Stream
{
    private const int LongestLine = 16 * 1024;

    private readonly PipeReader _reader = PipeReader.Create(body, new(leaveOpen: true));
    private readonly Dictionary<string, string> _trailers = new(StringComparer.OrdinalIgnoreCase);
    private long _leftInChunk;
    private bool _started;
    private bool _ended;

    /// <summary>Complete once the stream has been read to its end.</summary>
    public IReadOnlyDictionary<string, string> Trailers => _trailers;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _ended || (_leftInChunk == 0 && !await NextChunkAsync(cancellationToken)))
        {
            return 0;
        }

        var result = await _reader.ReadAsync(cancellationToken);
        var count = (int)Math.Min(Math.Min(result.Buffer.Length, buffer.Length), _leftInChunk);
        if (count == 0)
        {
            throw Incomplete();
        }

        var taken = result.Buffer.Slice(0, count);
        System.Buffers.BuffersExtensions.CopyTo(taken, buffer.Span);
        _reader.AdvanceTo(taken.End);
        _leftInChunk -= count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static Api.AwsException Incomplete() =>
        new("IncompleteBody", 400, "You did not provide the number of bytes specified by the Content-Length HTTP header");

    private async Task<bool> NextChunkAsync(CancellationToken cancellationToken)
    {
        if (_started && (await LineAsync(cancellationToken)).Length > 0)
        {
            throw Incomplete();
        }

        _started = true;
        var size = (await LineAsync(cancellationToken)).Split(';')[0];
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _leftInChunk) || _leftInChunk < 0)
        {
            throw Incomplete();
        }

        if (_leftInChunk == 0)
        {
            await ReadTrailersAsync(cancellationToken);
            _ended = true;
        }

        return !_ended;
    }

    private async Task ReadTrailersAsync(CancellationToken cancellationToken)
    {
        // Clients differ in whether an empty line ends the trailers or the body's end does.
        while (await TryLineAsync(cancellationToken) is { } line)
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                _trailers[name.Trim()] = value.Trim();
            }
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken) =>
        await TryLineAsync(cancellationToken) ?? throw Incomplete();

    private async Task<string?> TryLineAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var result = await _reader.ReadAsync(cancellationToken);
            if (System.Buffers.BuffersExtensions.PositionOf(result.Buffer, (byte)'\n') is { } end)
            {
                var line = Encoding.ASCII.GetString(result.Buffer.Slice(0, end)).TrimEnd('\r');
                _reader.AdvanceTo(result.Buffer.GetPosition(1, end));
                return line;
            }

            if (result.Buffer.Length > LongestLine)
            {
                throw Incomplete();
            }

            if (result.IsCompleted)
            {
                var rest = Encoding.ASCII.GetString(result.Buffer).TrimEnd('\r');
                _reader.AdvanceTo(result.Buffer.End);
                return rest.Length == 0 ? null : rest;
            }

            _reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
