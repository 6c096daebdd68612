using System.Globalization;

namespace LocalCloud.Protocol;

/// <summary>Finds the signature of a request in its <c>Authorization</c> header or, of a presigned URL, in its query.</summary>
public static class SignatureReader
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The signature; null when the request has none. An unreadable one is a <see cref="SignatureFailure"/>.</summary>
    public static Signature? Read(SignedRequest request, out SignatureFailure? failure)
    {
        failure = null;
        try
        {
            if (request.Header("authorization") is { } authorization)
            {
                return FromHeader(request, authorization);
            }

            return request.RawQuery.Contains("X-Amz-Algorithm=", StringComparison.Ordinal) ? FromQuery(request) : null;
        }
        catch (FormatException problem)
        {
            failure = new(SignatureFailureKind.Incomplete, problem.Message);
            return null;
        }
    }

    private static Signature FromHeader(SignedRequest request, string authorization)
    {
        if (!authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal))
        {
            throw new FormatException($"Unsupported Authorization type: LocalCloud verifies {Algorithm} only.");
        }

        var parts = authorization[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        return Create(name => parts.GetValueOrDefault(name), request.Header("x-amz-date") ?? HttpDate(request)) with
        {
            SessionToken = request.Header("x-amz-security-token"),
        };
    }

    private static Signature FromQuery(SignedRequest request)
    {
        var query = CanonicalRequest.QueryParameters(request.RawQuery)
            .GroupBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
        if (query.GetValueOrDefault("X-Amz-Algorithm") != Algorithm)
        {
            throw new FormatException($"X-Amz-Algorithm only supports \"{Algorithm}\".");
        }

        if (!int.TryParse(query.GetValueOrDefault("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > 604800)
        {
            throw new FormatException("X-Amz-Expires must be a number of seconds from 1 to 604800.");
        }

        return Create(name => query.GetValueOrDefault("X-Amz-" + name), query.GetValueOrDefault("X-Amz-Date")) with
        {
            SessionToken = query.GetValueOrDefault("X-Amz-Security-Token"),
            Expires = TimeSpan.FromSeconds(seconds),
        };
    }

    private static Signature Create(Func<string, string?> part, string? timestamp)
    {
        var missing = new[] { "Credential", "SignedHeaders", "Signature" }.Where(name => string.IsNullOrEmpty(part(name))).ToList();
        if (missing.Count > 0)
        {
            throw new FormatException(string.Join(" ", missing.Select(name => $"Authorization header requires '{name}' parameter.")));
        }

        if (timestamp is null)
        {
            throw new FormatException("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        var credential = part("Credential")!.Split('/');
        if (credential.Length < 5 || credential[^1] != "aws4_request")
        {
            throw new FormatException("Credential must have at least 5 slash-delimited elements: KEYID/YYYYMMDD/REGION/SERVICE/aws4_request.");
        }

        return new()
        {
            AccessKeyId = string.Join('/', credential[..^4]),
            Date = credential[^4],
            Region = credential[^3],
            Service = credential[^2],
            SignedHeaders = part("SignedHeaders")!.Split(';'),
            Value = part("Signature")!,
            Timestamp = timestamp,
        };
    }

    private static string? HttpDate(SignedRequest request) =>
        DateTimeOffset.TryParseExact(request.Header("date"), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.UtcDateTime.ToString(SignatureVerifier.TimestampFormat, CultureInfo.InvariantCulture)
            : request.Header("date");
}
