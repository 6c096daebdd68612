namespace Mlops.Domain.Drift;

/// <summary>Profiles rows as they stream by. Per row: <see cref="AddRow"/>, then one value for every column with the month that it answered.</summary>
/// <remarks>Not for use by several threads at once: give each its own builder and merge the profiles.</remarks>
public sealed class ProfileBuilder
{
    private const int MonthSlots = 13;

    private readonly ColumnBuilder[] _columns;
    private readonly ColumnBuilder? _label;
    private readonly ColumnBuilder? _predictions;
    private readonly long[] _rows = new long[MonthSlots];
    private DateTimeOffset? _from;
    private DateTimeOffset? _to;

    public ProfileBuilder(IReadOnlyList<ProfileColumn> columns, ProfileColumn? label = null, ProfileColumn? predictions = null)
    {
        _columns = [.. columns.Select(column => new ColumnBuilder(column))];
        _label = label is null ? null : new ColumnBuilder(label);
        _predictions = predictions is null ? null : new ColumnBuilder(predictions);
    }

    /// <summary>Starts a row. The answer is the month for its values: 1-12 of the time in UTC, 0 without a time.</summary>
    public int AddRow(DateTimeOffset? time)
    {
        var month = time is { } instant ? Span(instant.ToUniversalTime()) : 0;
        _rows[month]++;
        return month;
    }

    /// <summary>A number; one that is not finite counts as missing.</summary>
    public void AddNumber(int column, int month, double number) => _columns[column].Add(month, number);

    /// <summary>A category in UTF-8; an empty one counts as missing.</summary>
    public void AddCategory(int column, int month, ReadOnlySpan<byte> utf8) => _columns[column].Add(month, utf8);

    public void AddCategory(int column, int month, string category) => _columns[column].Add(month, category);

    /// <summary>The row's label; not finite counts as missing.</summary>
    public void AddLabel(int month, double label) => (_label ?? throw new InvalidOperationException("This profile has no label.")).Add(month, label);

    /// <summary>The row's prediction; not finite counts as missing.</summary>
    public void AddPrediction(int month, double prediction) =>
        (_predictions ?? throw new InvalidOperationException("This profile has no predictions.")).Add(month, prediction);

    public BaselineProfile Build() => new()
    {
        Rows = _rows.Sum(),
        From = _from,
        To = _to,
        Months = [.. _rows.Select((rows, month) => new MonthRows(month, rows)).Where(month => month.Rows > 0)],
        Columns = [.. _columns.Select(column => column.Build())],
        Label = _label?.Build(),
        Predictions = _predictions?.Build(),
    };

    private int Span(DateTimeOffset time)
    {
        _from = _from is { } from && from <= time ? from : time;
        _to = _to is { } to && to >= time ? to : time;
        return time.Month;
    }
}
