namespace LocalCloud.Protocol;

/// <summary>A route of a REST protocol, such as <c>/functions/{FunctionName}/policy</c>; <c>{Key+}</c> takes the rest of the path.</summary>
internal sealed class RestRoute(string method, string template)
{
    private readonly string[] _segments = template.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The values of the route's variables, decoded; null when the request is for another route.</summary>
    public IReadOnlyDictionary<string, string>? Match(string requestMethod, string rawPath)
    {
        var parts = rawPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (requestMethod != method)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < _segments.Length; index++)
        {
            var segment = _segments[index];
            if (index >= parts.Length)
            {
                return null;
            }

            if (segment.EndsWith("+}", StringComparison.Ordinal))
            {
                values[segment[1..^2]] = UriEncoding.Decode(string.Join('/', parts[index..]), plusIsSpace: false);
                return values;
            }

            var value = UriEncoding.Decode(parts[index], plusIsSpace: false);
            if (segment.StartsWith('{'))
            {
                values[segment[1..^1]] = value;
            }
            else if (segment != value)
            {
                return null;
            }
        }

        return parts.Length == _segments.Length ? values : null;
    }
}
