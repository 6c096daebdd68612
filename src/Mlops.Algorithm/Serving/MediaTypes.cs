using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Mlops.Algorithm.Serving;

/// <summary>The formats of requests and answers.</summary>
internal static class MediaTypes
{
    public const string Csv = "text/csv";
    public const string Json = "application/json";
    public const string JsonLines = "application/jsonlines";

    public const string Supported = $"{Csv}, {Json}, {JsonLines}";

    /// <summary>The supported format that a Content-Type names; null for another, or none.</summary>
    public static string? OfRequest(string? contentType) =>
        contentType == Csv ? Csv : MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? Find(parsed.MediaType.Value) : null;

    /// <summary>The format that an Accept header prefers, the request's own when it leaves the choice open; null when it admits none.</summary>
    public static string? OfAnswer(StringValues accept, string request)
    {
        if (accept.Count == 0 || accept.All(string.IsNullOrWhiteSpace))
        {
            return request;
        }

        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var parsed))
        {
            return null;
        }

        return parsed
            .Where(value => value.Quality is not 0)
            .OrderByDescending(value => value.Quality ?? 1)
            .Select(value => Admits(value, request) ? request : Find(value.MediaType.Value))
            .FirstOrDefault(found => found is not null);
    }

    private static bool Admits(MediaTypeHeaderValue value, string mediaType) =>
        value.MatchesAllTypes || (value.MatchesAllSubTypes && mediaType.StartsWith(value.Type.Value + "/", StringComparison.OrdinalIgnoreCase));

    private static string? Find(string? mediaType) => mediaType?.ToLowerInvariant() switch
    {
        Csv => Csv,
        Json => Json,
        JsonLines => JsonLines,
        _ => null,
    };
}
