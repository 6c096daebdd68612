using Mlops.Algorithm.Csv;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Preparation;

/// <summary>Decides from what was read whether a run can learn from it: rejected, not enough, or a split.</summary>
internal sealed class PreparationDecision(PipelineDefinition definition, RawTable table, ProblemLog problems)
{
    private bool HasTime => definition.Problem.TimeColumn is not null;

    /// <summary>The report, and the split when its status is ok.</summary>
    public (PrepareReport Report, DataSplit? Split) Decide()
    {
        if (problems.Total > 0)
        {
            return (Report(PrepareStatus.Rejected, Rejection(), []), null);
        }

        var window = Window();
        if (window.Count < definition.Data.MinimumRows)
        {
            var reason = $"The window holds {window.Count} rows; the definition asks for at least {definition.Data.MinimumRows}.";
            return (Report(PrepareStatus.NotEnoughData, reason, window), null);
        }

        var split = HasTime ? DataSplitter.ByTime(window, definition.Data.Holdout) : DataSplitter.ByHash(table.Columns, window, definition.Data.Holdout);
        if (!split.IsUsable)
        {
            var reason = $"The window's {window.Count} rows do not divide into train, validation and holdout: too few of them{(HasTime ? " differ in time" : "")}.";
            return (Report(PrepareStatus.NotEnoughData, reason, window), null);
        }

        var accepted = Report(PrepareStatus.Ok, null, window, split);
        return accepted.Classes is { } classes && ClassBalance.OneSided(classes, split) is { } oneSided
            ? (Report(PrepareStatus.NotEnoughData, oneSided, window), null)
            : (accepted, split);
    }

    // Anchored to the newest event in the data, never to a clock: the same data gives the same window on any day.
    private IReadOnlyList<RawRow> Window()
    {
        if (!HasTime || definition.Data.History is not { } history || table.Rows.Count == 0)
        {
            return table.Rows;
        }

        var start = history.Before(table.Rows[^1].Time.Utc);
        return [.. table.Rows.SkipWhile(row => row.Time.Utc <= start)];
    }

    private string Rejection()
    {
        const int Named = 3;
        return $"The data has {(problems.Total == 1 ? "a problem" : $"{problems.Total} problems")}: {problems.Describe(Named)}.";
    }

    private PrepareReport Report(PrepareStatus status, string? reason, IReadOnlyList<RawRow> window, DataSplit? split = null) => new()
    {
        Status = status,
        Reason = reason,
        Rows = new PreparedRows
        {
            Read = table.Rows.Count,
            InWindow = window.Count,
            Train = split?.Train.Count ?? 0,
            Validation = split?.Validation.Count ?? 0,
            Holdout = split?.Holdout.Count ?? 0,
        },
        Window = HasTime && window.Count > 0 ? new PreparedWindow(window[0].Time.ToString(), window[^1].Time.ToString()) : null,
        Columns = table.Columns,
        Problems = problems.Kept,
        ProblemCount = problems.Total,
        Classes = ClassBalance.Of(definition.Problem, table, window, split),
    };
}
