using System.Text;
using Microsoft.AspNetCore.Http;

namespace LocalCloud.Protocol;

/// <summary>A request with its whole body in memory: API calls are small, objects go another way.</summary>
public sealed record WireRequest(SignedRequest Head, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public static async Task<WireRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return new(SignedRequest.From(request), body.ToArray());
    }
}
