using System.Text;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Transforms;

/// <summary>Fits the transform over training tables: kinds of columns, categories, whether the time has a time of day.</summary>
internal sealed class TransformFitter
{
    private static readonly CalendarFeature[] DateFeatures =
        [CalendarFeature.Month, CalendarFeature.DayOfMonth, CalendarFeature.DayOfWeek, CalendarFeature.DayOfYear];

    private readonly string _label;
    private readonly string? _timeColumn;
    private readonly List<ColumnProfile> _profiles;
    private readonly List<HashSet<string>> _texts;
    private bool _hasTimeOfDay;

    public TransformFitter(IReadOnlyList<string> columns, string label, string? timeColumn)
    {
        (_label, _timeColumn) = (label, timeColumn);
        _profiles = [.. columns.Select(name => new ColumnProfile(name))];
        _texts = [.. columns.Select(_ => new HashSet<string>(StringComparer.Ordinal))];
    }

    public void Observe(CsvTable table)
    {
        for (var i = 0; i < _profiles.Count; i++)
        {
            var value = table[i];
            if (_profiles[i].Name == _timeColumn)
            {
                _hasTimeOfDay |= EventTime.TryParse(value, out var time) && time.Utc.TimeOfDay != TimeSpan.Zero;
            }
            else if (_profiles[i].Name != _label)
            {
                _profiles[i].Observe(table.File, table.Row, value);
                Collect(_texts[i], value);
            }
        }
    }

    public FeatureTransform Fit() => new()
    {
        Label = _label,
        TimeColumn = _timeColumn,
        Columns = [.. _profiles.Select((profile, i) => (profile, i)).Where(p => p.profile.Name != _label).Select(p => Fit(p.profile, _texts[p.i]))],
        Calendar = _timeColumn is null ? [] : _hasTimeOfDay ? [.. DateFeatures, CalendarFeature.SecondOfDay] : DateFeatures,
    };

    // A number may turn out to be a category when the column has texts too, so its text is kept until the kind is known.
    private static void Collect(HashSet<string> texts, ReadOnlySpan<byte> value)
    {
        const int MostCategories = 10_000;
        const int MostOnTheStack = 256;
        if (value.Length == 0 || texts.Count >= MostCategories)
        {
            return;
        }

        if (value.Length > MostOnTheStack)
        {
            texts.Add(Encoding.UTF8.GetString(value));
            return;
        }

        // Most values were seen before; those must not cost a string.
        Span<char> text = stackalloc char[MostOnTheStack];
        texts.GetAlternateLookup<ReadOnlySpan<char>>().Add(text[..Encoding.UTF8.GetChars(value, text)]);
    }

    private ColumnTransform Fit(ColumnProfile profile, HashSet<string> texts)
    {
        var kind = profile.Name == _timeColumn ? ColumnKind.Time : profile.Kind;
        return new ColumnTransform
        {
            Name = profile.Name,
            Kind = kind,
            Categories = kind == ColumnKind.Categorical ? [.. texts.Order(StringComparer.Ordinal)] : null,
        };
    }
}
