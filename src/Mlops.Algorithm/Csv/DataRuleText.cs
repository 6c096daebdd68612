using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>The rules for uploaded data in words.</summary>
internal static class DataRuleText
{
    /// <summary>What a rule demands.</summary>
    public static string Demand(string rule) => rule switch
    {
        DataRules.Header => "The first line names every column once.",
        DataRules.Columns => "All files have the same columns, the label and the time column among them.",
        DataRules.Shape => "A row has as many values as the header names columns.",
        DataRules.Quoting => "A value with a quote in it is quoted whole, its quotes doubled.",
        DataRules.Encoding => "Text is UTF-8.",
        DataRules.Time => "Times are ISO 8601 dates or date-times, such as 2026-01-31 or 2026-01-31T08:00:00Z.",
        DataRules.Label => "Every row has a label, and it is a number.",
        DataRules.Class => "Every row has a label, which is one of two values; the definition's problem.positiveClass names the positive one, where it is not 1 or true.",
        DataRules.Number => "A column of numbers holds numbers only; leave a missing one empty.",
        DataRules.Type => "A value is of the type that the contract states.",
        DataRules.Required => "No value is missing.",
        DataRules.Range => "A number lies within the contract's range.",
        DataRules.Category => "A category is one of the contract's known values.",
        DataRules.Unique => "No two rows have the same value or key.",
        DataRules.Comparison => "The columns of a row are to each other as the contract states.",
        DataRules.Missing => "No more values are missing than the contract allows.",
        DataRules.Rows => "There are as many rows as the contract demands.",
        DataRules.Freshness => "The newest event is not much older than the upload of the file that holds it.",
        DataRules.NewColumn => "The contract names every column.",
        DataRules.Limit => "No more is dropped than the contract allows.",
        _ => "",
    };

    /// <summary>What is said of several values or rows that break a rule.</summary>
    public static string Broken(string rule, int count) => rule switch
    {
        DataRules.Shape => $"{count} rows have another number of values than the header has columns",
        DataRules.Quoting => $"{count} rows are not quoted as they must be",
        DataRules.Encoding => $"{count} values are not UTF-8 text",
        DataRules.Time => $"{count} values are not ISO 8601 dates or date-times",
        DataRules.Label => $"{count} labels are not numbers",
        DataRules.Class => $"{count} labels are missing or of neither class",
        DataRules.Number => $"{count} values are not numbers",
        DataRules.Type => $"{count} values are not of the column's type",
        DataRules.Required => $"{count} values are missing",
        DataRules.Range => $"{count} values are out of range",
        DataRules.Category => $"{count} values are of unknown categories",
        DataRules.Unique => $"{count} values occurred before",
        DataRules.Comparison => $"{count} values are not to another column's as they must be",
        _ => $"{count} times the rule '{rule}' is broken",
    };
}
