using System.Globalization;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Contracts;

/// <summary>Infers a contract from what data is like: rules that the data itself keeps, loose enough for what comes next, and sentences on what was decided.</summary>
public static class ContractInference
{
    // Of files that are older than this, nobody knows how fresh they were.
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(30);

    public static (DataContract Contract, IReadOnlyList<string> Notes) Infer(DataProfile profile, ProblemDefinition problem)
    {
        var notes = new List<string>();
        var contract = new DataContract
        {
            Columns = profile.Columns.ToDictionary(column => column.Name, column => Column(column, problem, profile.Rows, notes)),
            Compare = [.. profile.Pairs.Where(pair => pair is { Broken: 0, Compared: > 0 } && AreComparable(profile, pair))
                .Select(pair => new ComparisonContract { Left = pair.Lower, Is = ComparisonOperator.AtMost, Right = pair.Upper })],
            Rows = new RowContract { Minimum = Math.Max(1, profile.Rows / 10) },
            Freshness = Freshness(profile, problem, notes),
        };
        if (contract.Compare.Count > 0)
        {
            notes.Add($"Held in every row: {string.Join(", ", contract.Compare.Select(rule => $"{rule.Left} is at most {rule.Right}"))}.");
        }

        notes.Add("Ranges are as wide again as what the data has, on either side, but what is never negative keeps 0, and flags of 0 and 1 their bounds: they are meant to catch mistakes of unit and of typing, and the monitor watches for drift.");
        return (contract, notes);
    }

    private static ColumnContract Column(ProfiledColumn column, ProblemDefinition problem, long rows, List<string> notes)
    {
        var type = column.Type;
        var (isTime, isLabel) = (column.Name == problem.TimeColumn, column.Name == problem.Label);
        // A third class is none, and only known ones tell it.
        string[]? classes = isLabel && problem.Type == ProblemType.Binary && LabelClass.Of(column) is var (often, rare) ? [.. often.Spellings, .. rare.Spellings] : null;
        type = classes is null ? type : ColumnType.Category;
        var missing = column.Rows < rows ? (double)(rows - column.Given) / rows : column.MissingShare;
        NoteMistakes(column, notes);
        NoteMissing(column, isTime || isLabel, notes);
        var (minimum, maximum) = Range(column, type);
        return new ColumnContract
        {
            Type = type,
            Optional = column.Rows < rows && !isTime && !isLabel,
            Required = isTime || isLabel,
            MaximumMissing = isTime || isLabel ? null : RoundUp(Math.Min(1, (2 * missing) + 0.01)),
            Minimum = minimum,
            Maximum = maximum,
            Categories = type == ColumnType.Category ? [.. (classes ?? column.Categories!.Counts.Keys).Order(StringComparer.Ordinal)] : null,
            Unique = isTime && column.IsUnique,
        };
    }

    private static void NoteMistakes(ProfiledColumn column, List<string> notes)
    {
        var of = column.Type switch
        {
            ColumnType.Number or ColumnType.Integer => column.Types.Numbers,
            ColumnType.Date => column.Types.Dates,
            ColumnType.DateTime => column.Types.Dates + column.Types.DateTimes,
            _ => column.Present,
        };
        if (of < column.Present)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: {column.Present - of:N0} of {column.Present:N0} values are not of the type {column.Type}; their rows will be dropped."));
        }
    }

    private static void NoteMissing(ProfiledColumn column, bool isRole, List<string> notes)
    {
        if (isRole && column.Present < column.Rows)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{column.Name}: {column.Rows - column.Present:N0} of {column.Rows:N0} values are missing, which the label and the time must not; their rows will be dropped."));
        }
    }

    /// <summary>The range of the data and as much again on either side; what is never negative stays so, and flags keep their bounds.</summary>
    private static (double? Minimum, double? Maximum) Range(ProfiledColumn column, ColumnType type)
    {
        if (type is not (ColumnType.Number or ColumnType.Integer) || column.Numbers is not { Count: > 0 } numbers)
        {
            return (null, null);
        }

        var (minimum, maximum) = (numbers.Minimum, numbers.Maximum);
        if (type == ColumnType.Integer && (minimum, maximum) == (0, 1))
        {
            return (0, 1);
        }

        var slack = maximum > minimum ? maximum - minimum : Math.Max(Math.Abs(maximum), 1);
        return (minimum >= 0 ? Math.Max(0, Outward(minimum - slack, -1)) : Outward(minimum - slack, -1), Outward(maximum + slack, 1));
    }

    // Two digits are enough for a bound that is a guess.
    private static double Outward(double bound, int direction)
    {
        if (bound == 0 || !double.IsFinite(bound))
        {
            return 0;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(bound))) - 1);
        var digits = direction > 0 ? Math.Ceiling(bound / unit) : Math.Floor(bound / unit);
        return double.Parse((digits * unit).ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    // To whole per cents; what binary fractions add is not a per cent more.
    private static double RoundUp(double share) => Math.Ceiling(Math.Round(share * 100, 6)) / 100;

    private static bool AreComparable(DataProfile profile, ProfiledPair pair)
    {
        var types = profile.Columns.Where(column => column.Name == pair.Lower || column.Name == pair.Upper).Select(column => column.Type).ToList();
        return types.All(type => type is ColumnType.Number or ColumnType.Integer) || types.All(type => type is ColumnType.Date or ColumnType.DateTime);
    }

    private static FreshnessContract? Freshness(DataProfile profile, ProblemDefinition problem, List<string> notes)
    {
        var latest = profile.Columns.FirstOrDefault(column => column.Name == problem.TimeColumn)?.Latest;
        if (latest is null || profile.Uploaded is not { } uploaded)
        {
            return null;
        }

        var age = uploaded - latest.Value;
        if (age > Fresh)
        {
            notes.Add($"Freshness is not inferred: the newest event, {latest.Value:yyyy-MM-dd}, is older than 30 days. Where data must be fresh, add \"freshness\": {{ \"within\": \"P7D\" }}.");
            return null;
        }

        // Twice the age that it has now, in whole days, and one at least.
        return new FreshnessContract { Within = TimeSpan.FromDays(Math.Max(1, Math.Ceiling(2 * age.TotalDays))) };
    }
}
