using System.Globalization;

namespace LocalCloud.Ssm;

/// <summary>A parameter as requests name it: by name or ARN, with an optional <c>:version</c> selector.</summary>
internal sealed record ParameterName(string Name, long? Version)
{
    public static ParameterName Parse(string text)
    {
        var name = text;
        if (text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':', 6) is [.., var resource])
        {
            var bare = resource["parameter/".Length..];
            // An ARN has one slash either way; a name in a hierarchy starts with it.
            name = bare.Contains('/', StringComparison.Ordinal) ? $"/{bare}" : bare;
        }

        var colon = name.LastIndexOf(':');
        return colon > 0 && long.TryParse(name.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new(name[..colon], version)
            : new(name, null);
    }

    public bool Selects(Parameter parameter) => Version is null || Version == parameter.Version;
}
