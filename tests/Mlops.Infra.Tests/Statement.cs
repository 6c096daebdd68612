using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mlops.Infra.Tests;

/// <summary>An allowing policy statement.</summary>
public sealed record Statement(IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, JsonObject? Condition)
{
    public bool Allows(string action, string resource)
        => Actions.Contains(action) && Resources.Any(pattern => Matches(pattern, resource));

    private static bool Matches(string pattern, string resource)
        => Regex.IsMatch(resource, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$");
}
