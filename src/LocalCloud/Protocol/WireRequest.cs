using System.Text;
using LocalCloud.Api;
using Microsoft.AspNetCore.Http;

namespace LocalCloud.Protocol;

/// <summary>A request with its whole body in memory: API calls are small, objects go another way.</summary>
public sealed record WireRequest(SignedRequest Head, ReadOnlyMemory<byte> Body)
{
    // Above every service's own limit; without one, a single request could take all memory.
    private const int MaxBytes = 32 * 1024 * 1024;

    public string Text => Encoding.UTF8.GetString(Body.Span);

    public static async Task<WireRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBytes)
            {
                throw new AwsException("RequestEntityTooLargeException", 413, $"The request's body is larger than {MaxBytes} bytes.");
            }
        }

        return new(SignedRequest.From(request), body.ToArray());
    }
}
