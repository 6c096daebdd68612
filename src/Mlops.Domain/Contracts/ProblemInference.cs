using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Contracts;

/// <summary>What the user said of a problem; null is for the data to say.</summary>
public sealed record ProblemHints(string Name, string? Label, string? Time, ProblemType? Type);

/// <summary>A problem and why it is that one, or what keeps it from being told.</summary>
public abstract record ProblemGuess
{
    private ProblemGuess()
    {
    }

    public sealed record Found(ProblemDefinition Problem, IReadOnlyList<string> Reasons) : ProblemGuess;

    public sealed record InDoubt(IReadOnlyList<string> Doubts) : ProblemGuess;
}

/// <summary>Guesses what a data set is to be learned for. Where the data leaves a doubt, it names the candidates and guesses nothing.</summary>
public static class ProblemInference
{
    private static readonly string[] LabelNames = ["label", "target", "outcome", "class", "response", "y"];

    public static ProblemGuess Guess(DataProfile profile, ProblemHints hints)
    {
        List<string> reasons = [], doubts = [];
        var columns = profile.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var (option, name) in new[] { ("--label", hints.Label), ("--time", hints.Time) }.Where(hint => hint.Item2 is not null && !columns.ContainsKey(hint.Item2)))
        {
            doubts.Add($"There is no column '{name}' for {option}; there are {string.Join(", ", columns.Keys)}.");
        }

        var time = Time(profile, hints, reasons, doubts);
        var label = Label(profile, hints, time, reasons, doubts);
        if (doubts.Count > 0 || label is null)
        {
            return new ProblemGuess.InDoubt(doubts);
        }

        var type = Type(columns[label], hints.Type, reasons, doubts);
        var positive = type == ProblemType.Binary ? Positive(columns[label], reasons, doubts) : null;
        return doubts.Count > 0
            ? new ProblemGuess.InDoubt(doubts)
            : new ProblemGuess.Found(new ProblemDefinition { Type = type, Label = label, TimeColumn = time, PositiveClass = positive }, reasons);
    }

    private static string? Time(DataProfile profile, ProblemHints hints, List<string> reasons, List<string> doubts)
    {
        if (hints.Time is { } given)
        {
            return given;
        }

        var times = profile.Columns.Where(column => column.Type is ColumnType.Date or ColumnType.DateTime && column.Name != hints.Label).Select(column => column.Name).ToList();
        if (times.Count > 1)
        {
            doubts.Add($"Several columns hold times: say which is the event's with --time {string.Join(" or ", times)}.");
        }

        reasons.Add(times switch
        {
            [] => "No column holds times: rows are split by a hash of their content, and there is neither a window nor freshness.",
            [var only] => $"time: {only}, the only column of dates or date-times.",
            _ => "",
        });
        return times is [var time] ? time : null;
    }

    private static string? Label(DataProfile profile, ProblemHints hints, string? time, List<string> reasons, List<string> doubts)
    {
        if (hints.Label is { } given)
        {
            return given;
        }

        var candidates = profile.Columns.Where(column => column.Name != time && (column.Type is ColumnType.Number or ColumnType.Integer or ColumnType.Boolean || IsTwoValued(column))).ToList();
        List<(string Reason, List<ProfiledColumn> Columns)> ways =
        [
            ("the name says so", [.. candidates.Where(column => LabelNames.Contains(column.Name, StringComparer.OrdinalIgnoreCase))]),
            ("it is called like the pipeline", [.. candidates.Where(column => column.Name.Equals(hints.Name, StringComparison.OrdinalIgnoreCase))]),
            ("it is the only column that can be predicted", candidates),
            ("it is the only one with two values", [.. candidates.Where(IsTwoValued)]),
        ];
        var sure = ways.FirstOrDefault(way => way.Columns.Count == 1);
        if (sure.Columns is [var label])
        {
            reasons.Add($"label: {label.Name}; {sure.Reason}.");
            return label.Name;
        }

        doubts.Add($"Which column is to be predicted? Say so with --label; it may be {string.Join(", ", candidates.Select(column => column.Name))}.");
        return null;
    }

    private static bool IsTwoValued(ProfiledColumn column) => column is { DistinctIsExact: true, Distinct: 2 };

    private static ProblemType Type(ProfiledColumn label, ProblemType? given, List<string> reasons, List<string> doubts)
    {
        if (given is { } type)
        {
            return type;
        }

        if (IsTwoValued(label))
        {
            reasons.Add("type: binary; the label has two values.");
            return ProblemType.Binary;
        }

        if (label.Type is not (ColumnType.Number or ColumnType.Integer))
        {
            doubts.Add($"The label '{label.Name}' has {label.Distinct} values that are not numbers: regressions and problems of two classes can be learned. Name another with --label.");
        }

        reasons.Add("type: regression; the label is a number.");
        return ProblemType.Regression;
    }

    // Where the values do not tell, the rarer one is what people ask for.
    private static string? Positive(ProfiledColumn label, List<string> reasons, List<string> doubts)
    {
        if (LabelClass.Of(label) is not var (often, rare))
        {
            doubts.Add($"The label '{label.Name}' has {label.Distinct} values: of a problem of two classes it has two. Name another with --label.");
            return null;
        }

        if (BinaryClasses.Of([often.Value, rare.Value], positiveClass: null).Classes is not null)
        {
            return null;
        }

        reasons.Add($"positive class: {rare.Value}, the rarer of the two.");
        return rare.Value;
    }
}
