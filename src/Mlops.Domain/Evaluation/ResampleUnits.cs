namespace Mlops.Domain.Evaluation;

/// <summary>What a bootstrap draws: rows that belong together are drawn together.</summary>
/// <remarks>
/// Rows of one day share its weather, its strike, its holiday. Drawn one by one they would seem to say more than they do, and the interval would be too narrow.
/// So the unit is the longest of week, day and hour of which there are enough; without times, or with too few of them, it is the row.
/// </remarks>
public sealed class ResampleUnits
{
    /// <summary>Of fewer units a bootstrap's interval is too narrow to be believed.</summary>
    public const int Fewest = 30;

    private static readonly (string Name, TimeSpan Length)[] Lengths = [("week", TimeSpan.FromDays(7)), ("day", TimeSpan.FromDays(1)), ("hour", TimeSpan.FromHours(1))];

    private ResampleUnits(string name, int[] ofRow, int count) => (Name, OfRow, Count) = (name, ofRow, count);

    /// <summary><c>week</c>, <c>day</c>, <c>hour</c> or <c>row</c>.</summary>
    public string Name { get; }

    public int Count { get; }

    /// <summary>The unit that each row belongs to, from 0 up.</summary>
    internal int[] OfRow { get; }

    /// <param name="times">Of each row; null without a time column.</param>
    public static ResampleUnits Of(IReadOnlyList<DateTimeOffset>? times, int rows)
    {
        foreach (var (name, length) in times is null ? [] : Lengths)
        {
            if (Group(times!, length) is { } units && units.Count >= Fewest && units.Count < rows)
            {
                return new(name, units.OfRow, units.Count);
            }
        }

        return new("row", [.. Enumerable.Range(0, rows)], rows);
    }

    private static (int[] OfRow, int Count) Group(IReadOnlyList<DateTimeOffset> times, TimeSpan length)
    {
        var numbers = new Dictionary<long, int>();
        var ofRow = new int[times.Count];
        for (var row = 0; row < ofRow.Length; row++)
        {
            var start = Math.DivRem(times[row].UtcTicks, length.Ticks).Quotient;
            if (!numbers.TryGetValue(start, out ofRow[row]))
            {
                numbers.Add(start, ofRow[row] = numbers.Count);
            }
        }

        return (ofRow, numbers.Count);
    }
}
