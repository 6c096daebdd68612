using System.Text;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Serving;

namespace Mlops.Algorithm.Transforms;

/// <summary>Applies a fitted transform to the text of single values. Immutable, so any number of threads may share it.</summary>
internal sealed class RowEncoder
{
    private readonly FeatureTransform _transform;
    private readonly ColumnKind[] _kinds;
    private readonly CalendarFeature[] _calendar;
    private readonly int[] _offsets;
    private readonly Dictionary<string, int>?[] _categories;

    public RowEncoder(FeatureTransform transform)
    {
        _transform = transform;
        _kinds = [.. transform.Columns.Select(column => column.Kind)];
        _calendar = [.. transform.Calendar];
        _offsets = new int[transform.Columns.Count];
        foreach (var (i, column) in transform.Columns.Index())
        {
            _offsets[i] = Features;
            Features += column.Kind == ColumnKind.Time ? transform.Calendar.Count : 1;
        }

        _categories = [.. transform.Columns.Select(c => c.Categories?.Select((name, code) => (name, code)).ToDictionary(p => p.name, p => p.code, StringComparer.Ordinal))];
        Raw = new RequestColumns([.. transform.Columns.Select(column => column.Name)], transform.Label);
    }

    /// <summary>How many features a row has.</summary>
    public int Features { get; }

    public IReadOnlyList<ColumnTransform> Columns => _transform.Columns;

    public string Label => _transform.Label;

    public RequestColumns Raw { get; }

    /// <summary>Writes the features of one value into a row of NaN; answers what is wrong with the value, or null. A category that training never saw is missing, not wrong.</summary>
    public string? Encode(int column, ReadOnlySpan<byte> value, Span<double> row)
    {
        var features = row[_offsets[column]..];
        return _kinds[column] switch
        {
            ColumnKind.Numeric => EncodeNumber(value, features),
            ColumnKind.Categorical => EncodeCategory(_categories[column]!, value, features),
            _ => EncodeTime(value, features),
        };
    }

    private static string? EncodeNumber(ReadOnlySpan<byte> value, Span<double> features)
    {
        // Most values are numbers, and no number is a spelling of a missing one.
        if (CsvValue.TryParseNumber(value, out var number))
        {
            features[0] = number;
            return null;
        }

        return CsvValue.IsMissingNumber(value) ? null : ValueProblem.NotANumber(value);
    }

    private static string? EncodeCategory(Dictionary<string, int> categories, ReadOnlySpan<byte> value, Span<double> features)
    {
        if (value.Length > 0 && categories.TryGetValue(Encoding.UTF8.GetString(value), out var code))
        {
            features[0] = code;
        }

        return null;
    }

    private string? EncodeTime(ReadOnlySpan<byte> value, Span<double> features)
    {
        if (!EventTime.TryParse(value, out var time))
        {
            return ValueProblem.NotATime(value);
        }

        for (var i = 0; i < _calendar.Length; i++)
        {
            features[i] = _calendar[i] switch
            {
                CalendarFeature.Month => time.Utc.Month,
                CalendarFeature.DayOfMonth => time.Utc.Day,
                CalendarFeature.DayOfWeek => (int)time.Utc.DayOfWeek,
                CalendarFeature.DayOfYear => time.Utc.DayOfYear,
                _ => time.Utc.TimeOfDay.TotalSeconds,
            };
        }

        return null;
    }
}
