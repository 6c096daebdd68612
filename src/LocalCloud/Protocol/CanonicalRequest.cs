using System.Text;
using System.Text.RegularExpressions;

namespace LocalCloud.Protocol;

/// <summary>The text that both sides of a Signature Version 4 hash (IAM user guide, "Create a signed AWS API request").</summary>
internal static partial class CanonicalRequest
{
    public static string Create(SignedRequest request, IReadOnlyList<string> signedHeaders, string payloadHash, bool isS3)
    {
        var text = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(Path(request.RawPath, isS3)).Append('\n')
            .Append(Query(request.RawQuery)).Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':').Append(HeaderValue(request, name)).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    // S3 signs the path as sent, because keys may hold "//" and "/../"; the other services normalize it and encode it once more.
    private static string Path(string path, bool isS3) => isS3
        ? UriEncoding.Encode(UriEncoding.Decode(path, plusIsSpace: false), keepSlash: true)
        : UriEncoding.Encode(Normalize(path), keepSlash: true);

    private static string Normalize(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/').Where(segment => segment is not ("" or ".")))
        {
            if (segment != "..")
            {
                segments.Add(segment);
            }
            else if (segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
        }

        var isFolder = segments.Count > 0 && path.EndsWith('/');
        return $"/{string.Join('/', segments)}{(isFolder ? "/" : "")}";
    }

    private static string Query(string query) => string.Join('&', QueryParameters(query)
        .Where(parameter => parameter.Name != "X-Amz-Signature")
        .Select(parameter => (Name: UriEncoding.Encode(parameter.Name), Value: UriEncoding.Encode(parameter.Value)))
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
        .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Name}={parameter.Value}"));

    /// <summary>The parameters of a raw query, decoded, in the order sent.</summary>
    public static IEnumerable<(string Name, string Value)> QueryParameters(string query) =>
        from part in query.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let mark = part.IndexOf('=', StringComparison.Ordinal)
        select (UriEncoding.Decode(mark < 0 ? part : part[..mark], plusIsSpace: true),
            mark < 0 ? "" : UriEncoding.Decode(part[(mark + 1)..], plusIsSpace: true));

    private static string HeaderValue(SignedRequest request, string name) => request.Headers.TryGetValue(name, out var values)
        ? string.Join(',', values.Select(value => Spaces().Replace(value.Trim(), " ")))
        : "";

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
