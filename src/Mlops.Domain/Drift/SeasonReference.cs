using System.Globalization;

namespace Mlops.Domain.Drift;

/// <summary>A baseline with a weight per month: what a window is compared with, so that summer is not drift for who trained on years.</summary>
public sealed class SeasonReference
{
    private readonly Dictionary<int, double> _factors;

    private SeasonReference(BaselineProfile profile, Dictionary<int, double> factors, string? reason)
    {
        Profile = profile;
        _factors = factors;
        Reason = reason;
        EffectiveRows = Effective(profile.Months.Select(month => (Factor(month.Month), month.Rows)));
    }

    /// <summary>The whole baseline.</summary>
    public BaselineProfile Profile { get; }

    /// <summary>False when all rows are the reference, whatever their month.</summary>
    public bool SameSeason => Reason is null;

    /// <summary>Why all rows are the reference; null when only the months that were asked for are.</summary>
    public string? Reason { get; }

    /// <summary>How many rows of equal weight would be as informative (Kish): fewer than the rows that count when their weights differ.</summary>
    public double EffectiveRows { get; }

    internal double Factor(int month) => _factors.GetValueOrDefault(month);

    internal static SeasonReference Whole(BaselineProfile profile, string? reason = null) =>
        new(profile, profile.Months.ToDictionary(month => month.Month, _ => 1.0), reason);

    internal static SeasonReference Of(BaselineProfile profile, IReadOnlyDictionary<int, double> weights, int minimumRows)
    {
        var rows = profile.Months.ToDictionary(month => month.Month, month => month.Rows);
        var wanted = weights.Where(weight => weight.Value > 0).ToDictionary();
        if (wanted.Count == 0 || wanted.Keys.Any(month => month == 0) || rows.ContainsKey(0))
        {
            return Whole(profile, "The rows have no event times, so the season cannot be matched.");
        }

        var absent = wanted.Keys.Where(month => rows.GetValueOrDefault(month) == 0).Order().ToList();
        if (absent.Count > 0)
        {
            return Whole(profile, $"The reference has no {string.Join(", ", absent.Select(Name))}, so all of it is compared with.");
        }

        // Factors average to 1 over the months that count; only their ratios matter.
        double wantedTotal = wanted.Values.Sum(), total = wanted.Keys.Sum(month => rows[month]);
        var season = new SeasonReference(profile, wanted.ToDictionary(month => month.Key, month => month.Value / wantedTotal * total / rows[month.Key]), null);
        return season.EffectiveRows >= Math.Min(minimumRows, profile.Rows)
            ? season
            : Whole(profile, $"The reference has too few rows of {string.Join(", ", wanted.Keys.Order().Select(Name))}, so all of it is compared with.");
    }

    internal static double Effective(IEnumerable<(double Factor, long Rows)> parts)
    {
        double sum = 0, squares = 0;
        foreach (var (factor, rows) in parts)
        {
            sum += factor * rows;
            squares += factor * factor * rows;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }

    private static string Name(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
}
