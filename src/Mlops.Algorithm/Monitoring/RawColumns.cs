using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Profiling;
using Mlops.Algorithm.Serving;
using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Monitoring;

/// <summary>The raw columns of a request: their names in training order, what they hold, and which of them are profiled.</summary>
internal sealed class RawColumns
{
    public RawColumns(BaselineFile baseline, ProblemDefinition problem)
    {
        var profiled = baseline.Profile.Columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        Request = new RequestColumns(baseline.Header, problem.Label);
        Features = [.. baseline.Profile.Columns.Select(column => new ProfileColumn(column.Name, column.Kind))];
        FeatureOf = [.. baseline.Header.Select(name => profiled.GetValueOrDefault(name, -1))];
        Time = problem.TimeColumn is { } time ? Request.IndexOf(time) : -1;
        Kinds = [.. baseline.Header.Select((_, i) => i == Time ? ColumnKind.Time
            : FeatureOf[i] >= 0 && Features[FeatureOf[i]].Kind == ProfileKind.Numeric ? ColumnKind.Numeric : ColumnKind.Categorical)];
    }

    public RequestColumns Request { get; }

    public IReadOnlyList<ColumnKind> Kinds { get; }

    public IReadOnlyList<ProfileColumn> Features { get; }

    /// <summary>Each column's place among the features; -1 for the time column.</summary>
    public IReadOnlyList<int> FeatureOf { get; }

    /// <summary>The time column's place; -1 without one.</summary>
    public int Time { get; }
}
