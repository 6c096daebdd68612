using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LocalCloud.Protocol;

/// <summary>An HTTP request as its signer saw it: path and query exactly as sent, header values by lower-case name.</summary>
public sealed record SignedRequest(string Method, string RawPath, string RawQuery, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers)
{
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values.Count > 0 ? string.Join(",", values) : null;

    public static SignedRequest From(HttpRequest request)
    {
        // Kestrel decodes the path; only the raw target still holds what was signed.
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        if (Uri.TryCreate(path, UriKind.Absolute, out var absolute) && !path.StartsWith('/'))
        {
            path = absolute.AbsolutePath;
        }

        var headers = request.Headers.ToDictionary(
            header => header.Key.ToLowerInvariant(),
            header => (IReadOnlyList<string>)[.. header.Value.Select(value => value ?? "")],
            StringComparer.Ordinal);
        return new(request.Method, path, mark < 0 ? "" : target[(mark + 1)..], headers);
    }
}
