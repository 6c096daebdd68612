using System.Text;

namespace Mlops.Domain.Drift;

/// <summary>Counts categories, keeping at most <see cref="MostCategories"/> names in memory: an identifier in place of a category must not fill it.</summary>
public sealed class CategoryCountsBuilder
{
    public const int MostCategories = 20_000;
    private const int LongestOnStack = 256;

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private long _other;

    public CategoryCountsBuilder() => _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestOnStack)
        {
            Add(Encoding.UTF8.GetString(utf8));
            return;
        }

        Span<char> text = stackalloc char[LongestOnStack];
        Add(text[..Encoding.UTF8.GetChars(utf8, text)]);
    }

    public void Add(ReadOnlySpan<char> category)
    {
        if (_counts.Count >= MostCategories && !_lookup.ContainsKey(category))
        {
            _other++;
            return;
        }

        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_lookup, category, out _)++;
    }

    public CategoryCounts Build() => CategoryCounts.Of(_counts, _other);
}
