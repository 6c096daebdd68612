using Mlops.Algorithm.Csv;
using Mlops.Domain.Drift;

namespace Mlops.Algorithm.Profiling;

/// <summary>Profiles values as the text they are sent as. Preparing and monitoring understand a value alike because both go through here.</summary>
internal sealed class RowProfiler(IReadOnlyList<ProfileColumn> columns, string? label = null, string? prediction = null)
{
    private readonly ProfileBuilder _builder = new(columns, Numeric(label), Numeric(prediction));

    /// <summary>Starts a row and answers its month.</summary>
    public int AddRow(EventTime? time) => _builder.AddRow(time is { } known ? new DateTimeOffset(known.Utc, TimeSpan.Zero) : null);

    public void Add(int column, int month, ReadOnlySpan<byte> value)
    {
        if (columns[column].Kind == ProfileKind.Categorical)
        {
            _builder.AddCategory(column, month, value);
        }
        else
        {
            _builder.AddNumber(column, month, CsvValue.TryParseNumber(value, out var number) ? number : double.NaN);
        }
    }

    public void AddLabel(int month, double value) => _builder.AddLabel(month, value);

    public void AddPrediction(int month, double value) => _builder.AddPrediction(month, value);

    public BaselineProfile Build() => _builder.Build();

    private static ProfileColumn? Numeric(string? name) => name is null ? null : new ProfileColumn(name, ProfileKind.Numeric);
}
