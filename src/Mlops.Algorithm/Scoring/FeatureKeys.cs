using System.Runtime.InteropServices;

namespace Mlops.Algorithm.Scoring;

/// <summary>What a split compares: the value itself, with what is missing moved to one end of the order, or the category.</summary>
internal enum KeyKind
{
    MissingLow,
    MissingHigh,
    ZeroAndMissingLow,
    ZeroAndMissingHigh,
    Category,
}

/// <summary>
/// Turns features into whole numbers that order like them, so that a split is one comparison with no special cases: which way a missing value goes is fixed per split,
/// so it becomes the least or the greatest key. A feature has a key for each kind that some split needs.
/// </summary>
/// <remarks>Keys of <see cref="Lanes"/> rows lie side by side: key k of row r at <c>k * Lanes + r</c>.</remarks>
internal sealed class FeatureKeys
{
    /// <summary>Rows that are scored together.</summary>
    public const int Lanes = 16;

    // kZeroThreshold of LightGBM: a float constant in a double.
    private const double Zero = 1e-35f;

    private readonly Dictionary<(int Feature, KeyKind Kind), int> _positions = [];
    private readonly List<(int Feature, KeyKind Kind)> _keys = [];

    /// <summary>How many keys a row has.</summary>
    public int Count => _keys.Count;

    /// <summary>The place of the first row's key for a split.</summary>
    public int PositionOf(Split split)
    {
        var key = (split.Feature, KindOf(split));
        if (!_positions.TryGetValue(key, out var position))
        {
            _positions[key] = position = _keys.Count;
            _keys.Add(key);
        }

        return position * Lanes;
    }

    /// <summary>The greatest key that goes left.</summary>
    public static long Threshold(Split split) => Order(split.Threshold switch
    {
        // LightGBM takes values this near 0 for 0, which here only the threshold needs to know.
        >= 0 and < Zero => Zero,
        >= -Zero and < 0 => Math.BitDecrement(-Zero),
        _ => split.Threshold,
    });

    /// <summary>The value as LightGBM's linear leaves see it.</summary>
    public static double Flush(double value) => Math.Abs(value) <= Zero ? 0 : value;

    /// <summary>Writes the keys of one row.</summary>
    public void Write(ReadOnlySpan<double> row, Span<long> keys)
    {
        var wanted = CollectionsMarshal.AsSpan(_keys);
        for (var i = 0; i < wanted.Length; i++)
        {
            keys[i * Lanes] = Key(row[wanted[i].Feature], wanted[i].Kind);
        }
    }

    private static KeyKind KindOf(Split split) => split switch
    {
        { Categories: not null } => KeyKind.Category,
        { Missing: MissingValues.Zero } => split.DefaultLeft ? KeyKind.ZeroAndMissingLow : KeyKind.ZeroAndMissingHigh,
        { Missing: MissingValues.NaN } => split.DefaultLeft ? KeyKind.MissingLow : KeyKind.MissingHigh,
        _ => split.Threshold >= 0 ? KeyKind.MissingLow : KeyKind.MissingHigh,
    };

    private static long Key(double value, KeyKind kind) => kind switch
    {
        KeyKind.MissingLow => double.IsNaN(value) ? long.MinValue : Order(value),
        KeyKind.MissingHigh => double.IsNaN(value) ? long.MaxValue : Order(value),
        KeyKind.ZeroAndMissingLow => double.IsNaN(value) || Math.Abs(value) <= Zero ? long.MinValue : Order(value),
        KeyKind.ZeroAndMissingHigh => double.IsNaN(value) || Math.Abs(value) <= Zero ? long.MaxValue : Order(value),
        _ => double.IsNaN(value) ? -1 : (int)value,
    };

    // The bits of a double order like its value once those of negative numbers are turned round; adding 0 makes -0 the same as 0.
    private static long Order(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return bits ^ ((bits >> 63) & long.MaxValue);
    }
}
