namespace LocalCloud.S3;

/// <summary>Collects a page of a version listing and remembers where the next one starts.</summary>
internal sealed class VersionPage(int maxKeys)
{
    private readonly List<ListedVersion> _versions = [];
    private readonly List<string> _prefixes = [];
    private string? _lastKey;
    private string? _lastVersionId;
    private bool _truncated;

    private bool IsFull => _versions.Count + _prefixes.Count >= maxKeys;

    /// <summary>False when the page was full before all versions from <paramref name="from"/> were in.</summary>
    public bool Add(StoredObject stored, int from)
    {
        for (var index = from; index < stored.Versions.Count; index++)
        {
            if (IsFull)
            {
                _truncated = maxKeys > 0;
                return false;
            }

            _versions.Add(new(stored.Key, stored.Versions[index], IsLatest: index == 0));
            (_lastKey, _lastVersionId) = (stored.Key, stored.Versions[index].VersionId);
        }

        return true;
    }

    public bool AddPrefix(string prefix)
    {
        if (IsFull)
        {
            _truncated = maxKeys > 0;
            return false;
        }

        _prefixes.Add(prefix);
        (_lastKey, _lastVersionId) = (prefix, null);
        return true;
    }

    public ListObjectVersionsResult Result() =>
        new(_versions, _prefixes, _truncated ? _lastKey : null, _truncated ? _lastVersionId : null);
}
