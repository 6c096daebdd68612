using System.Globalization;

namespace LocalCloud.EventBridge.Schedules;

/// <summary>The values that one field of a cron expression stands for.</summary>
internal sealed class CronField
{
    private readonly HashSet<int> _values = [];

    /// <summary>Null when the field is no list of <c>*</c>, values, ranges and steps within the bounds; <paramref name="names"/> name the values from the least on.</summary>
    public static CronField? Parse(string text, int least, int most, string names = "")
    {
        var field = new CronField();
        var bounds = new Bounds(least, most, names.Split('|', StringSplitOptions.RemoveEmptyEntries));
        return text.Split(',').All(item => field.Add(item, bounds)) ? field : null;
    }

    public static int? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    public bool Contains(int value) => _values.Contains(value);

    private bool Add(string item, Bounds bounds)
    {
        var parts = item.Split('/');
        var step = parts.Length == 1 ? 1 : Number(parts[1], 1, bounds.Most);
        if (parts.Length > 2 || step is null || Range(parts[0], parts.Length == 2, bounds) is not var (first, last))
        {
            return false;
        }

        // A range may run over the end: hours 22-2 are five.
        var end = last >= first ? last : last + bounds.Most - bounds.Least + 1;
        for (var value = first; value <= end; value += step.Value)
        {
            _values.Add(value > bounds.Most ? value - bounds.Most + bounds.Least - 1 : value);
        }

        return true;
    }

    private static (int First, int Last)? Range(string text, bool stepped, Bounds bounds)
    {
        if (text == "*")
        {
            return (bounds.Least, bounds.Most);
        }

        int?[] ends = [.. text.Split('-').Select(bounds.Value)];
        return ends switch
        {
            [{ } first, { } last] => (first, last),
            [{ } only] => (only, stepped ? bounds.Most : only),
            _ => null,
        };
    }

    private sealed record Bounds(int Least, int Most, string[] Names)
    {
        public int? Value(string text) =>
            Number(text, Least, Most)
            ?? (Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index ? index + Least : null);
    }
}
