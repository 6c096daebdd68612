using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Evaluation;

/// <summary>What must not matter does not: a column's share of the importance stays below its limit.</summary>
internal static class ExplanationGate
{
    public static IEnumerable<GateRule> Rules(ExplanationLimitsDefinition limits, ExplanationReport? explained) =>
        limits.MustNotMatter.OrderBy(limit => limit.Key, StringComparer.Ordinal).Select(limit => Rule(limit.Key, limit.Value, explained));

    private static GateRule Rule(string column, double limit, ExplanationReport? explained)
    {
        if (explained?.Challenger.Index().FirstOrDefault(each => each.Item.Column == column) is not { Item: { } importance } found)
        {
            var why = explained is null ? "the evaluation has no explanations" : "the model reads no column of that name";
            return GateWords.Absent("explanation", "importance", column, limit, $"Whether {column} matters cannot be told: {why}");
        }

        var passed = importance.Share <= limit;
        return new()
        {
            Rule = "explanation",
            Metric = "importance",
            Column = column,
            Value = importance.Share,
            Limit = limit,
            Passed = passed,
            Sentence = $"{column} makes {GateWords.Share(importance.Share)} of what moves the answers (mean |SHAP| over {GateWords.Count(explained.Rows, "row")}, place {found.Index + 1} of {explained.Challenger.Count}) and may make {GateWords.Share(limit)}: {GateWords.End(passed)}.",
        };
    }
}
