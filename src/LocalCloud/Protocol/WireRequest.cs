using System.IO.Compression;
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

    /// <summary>With the body as it was before the client compressed it, which big requests of metric data are.</summary>
    public WireRequest Decoded()
    {
        if (Head.Header("content-encoding") is not "gzip")
        {
            return this;
        }

        try
        {
            using var plain = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(Body.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[16 * 1024];
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                plain.Write(buffer, 0, read);
                DemandSize(plain);
            }

            return this with { Body = plain.ToArray() };
        }
        catch (InvalidDataException problem)
        {
            throw new AwsException("SerializationException", 400, $"The request's body is not in the gzip format. {problem.Message}");
        }
    }

    public static async Task<WireRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            body.Write(buffer, 0, read);
            DemandSize(body);
        }

        return new(SignedRequest.From(request), body.ToArray());
    }

    private static void DemandSize(MemoryStream body)
    {
        if (body.Length > MaxBytes)
        {
            throw new AwsException("RequestEntityTooLargeException", 413, $"The request's body is larger than {MaxBytes} bytes.");
        }
    }
}
