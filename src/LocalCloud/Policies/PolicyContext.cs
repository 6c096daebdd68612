using LocalCloud.Api;

namespace LocalCloud.Policies;

/// <summary>A request as policies see it: who, what, on which resource, and its condition keys (names regardless of case).</summary>
public sealed record PolicyContext(Principal Principal, string Action, string Resource)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _keys = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Keys
    {
        get => _keys;
        init => _keys = new(value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The key's values in the request; null when it is not there.</summary>
    public IReadOnlyList<string>? Values(string key) => _keys.GetValueOrDefault(key);
}
