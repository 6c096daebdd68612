namespace Mlops.Cli.Caching;

/// <summary>Which results somebody wants removed: by key, by step, or all.</summary>
internal sealed record CacheChoice(IReadOnlyList<string> Keys, string? Step, bool All)
{
    /// <exception cref="CliException">Nothing is named, or too much.</exception>
    public void Check()
    {
        var ways = (Keys.Count > 0 ? 1 : 0) + (Step is null ? 0 : 1) + (All ? 1 : 0);
        if (ways != 1)
        {
            throw new CliException(ways == 0 ? "Say what to remove: keys, --step STEP, or --all." : "Give keys, --step or --all, and not several of them.");
        }
    }

    /// <exception cref="CliException">A key is not there, or is the beginning of several.</exception>
    public IReadOnlyList<KeptEntry> Of(IReadOnlyList<KeptEntry> entries) => All ? entries
        : Step is { } step ? [.. entries.Where(each => each.ObjectKey.Split('/')[1] == step)]
        : [.. Keys.Select(key => One(entries, key)).Distinct()];

    private static KeptEntry One(IReadOnlyList<KeptEntry> entries, string key)
    {
        var found = entries.Where(each => Path.GetFileName(each.ObjectKey).StartsWith(key, StringComparison.Ordinal)).ToList();
        return found.Count == 1 ? found[0] : throw new CliException(found.Count == 0
            ? $"Nothing is kept under a key that begins with '{key}'; 'mlops cache ls' lists them."
            : $"'{key}' is the beginning of {found.Count} keys; give more of it.");
    }
}
