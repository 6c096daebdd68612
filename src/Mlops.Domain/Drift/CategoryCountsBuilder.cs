using System.Runtime.InteropServices;
using System.Text;

namespace Mlops.Domain.Drift;

/// <summary>Counts categories, keeping at most <see cref="MostCategories"/> names in memory: an identifier in place of a category must not fill it.</summary>
public sealed class CategoryCountsBuilder
{
    public const int MostCategories = 20_000;
    /// <summary>Bytes of a category that count; prose that begins alike is one category.</summary>
    public const int LongestCategory = 256;

    private const int Slots = 1024;

    // Most rows are of a few categories: those that come first are counted by their bytes, without being decoded.
    private readonly (byte[]? Utf8, long Count)[] _early = new (byte[]?, long)[Slots];
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private long _other;

    public CategoryCountsBuilder() => _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Add(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8[..Math.Min(utf8.Length, LongestCategory)];
        ref var slot = ref _early[Slot(utf8)];
        slot.Utf8 ??= utf8.ToArray();
        if (utf8.SequenceEqual(slot.Utf8))
        {
            slot.Count++;
        }
        else
        {
            Decode(utf8);
        }
    }

    public void Add(ReadOnlySpan<char> category)
    {
        // No character has more than three bytes, so this many are more than enough for what is kept.
        Span<byte> utf8 = stackalloc byte[3 * LongestCategory];
        category = category[..Math.Min(category.Length, LongestCategory)];
        Add(utf8[..Encoding.UTF8.GetBytes(category, utf8)]);
    }

    public CategoryCounts Build()
    {
        foreach (ref var slot in _early.AsSpan())
        {
            if (slot.Utf8 is { } utf8)
            {
                // Never among the others, even when the dictionary is full by now.
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, Encoding.UTF8.GetString(utf8), out _) += slot.Count;
                slot = default;
            }
        }

        return CategoryCounts.Of(_counts, _other);
    }

    private static int Slot(ReadOnlySpan<byte> utf8)
    {
        var mixed = (uint)utf8.Length * 0x9E3779B1;
        foreach (var value in utf8[..Math.Min(utf8.Length, 16)])
        {
            mixed = (mixed ^ value) * 0x01000193;
        }

        return (int)((mixed ^ (mixed >> 15)) % Slots);
    }

    private void Decode(ReadOnlySpan<byte> utf8)
    {
        Span<char> text = stackalloc char[LongestCategory];
        ReadOnlySpan<char> category = text[..Encoding.UTF8.GetChars(utf8, text)];
        if (_counts.Count >= MostCategories && !_lookup.ContainsKey(category))
        {
            _other++;
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_lookup, category, out _)++;
    }
}
