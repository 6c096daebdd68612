using System.Buffers;

namespace Mlops.Algorithm.Serving;

/// <summary>The body of a request in a lent buffer: one per request would make most of what the collector has to clear.</summary>
internal sealed class RequestContent(int largest) : IDisposable
{
    private const int UnknownLength = 64 * 1024;

    private byte[] _buffer = [];
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads all of a body; false when it is too large.</summary>
    /// <remarks>Kestrel's own limit cannot be used: it closes the connection under a client that is still sending, before the answer is read.</remarks>
    public async ValueTask<bool> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > largest)
        {
            return false;
        }

        // One more byte than announced, so that the end is seen without growing.
        Grow((int?)request.ContentLength + 1 ?? UnknownLength);
        int read;
        while ((read = await request.Body.ReadAsync(_buffer.AsMemory(_length), cancellationToken)) > 0)
        {
            _length += read;
            if (_length > largest)
            {
                return false;
            }

            if (_length == _buffer.Length)
            {
                Grow(2 * _length);
            }
        }

        return true;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Bytes.CopyTo(larger);
        Dispose();
        _buffer = larger;
    }
}
