namespace Mlops.Domain.Training;

/// <summary>The rules that uploaded data is held against, by the name that <see cref="DataProblem.Rule"/> carries.</summary>
public static class DataRules
{
    /// <summary>The first line names every column once.</summary>
    public const string Header = "header";

    /// <summary>All files have the same columns, those of the definition among them.</summary>
    public const string Columns = "columns";

    /// <summary>A row has as many values as the header has columns.</summary>
    public const string Shape = "shape";

    public const string Quoting = "quoting";

    /// <summary>Text is UTF-8.</summary>
    public const string Encoding = "encoding";

    /// <summary>The time column holds ISO 8601 dates or date-times.</summary>
    public const string Time = "time";

    public const string Label = "label";

    /// <summary>Every label of a binary classification is one of two values, and the positive one is known.</summary>
    public const string Class = "class";

    /// <summary>A column that is numbers but for a few values holds numbers only.</summary>
    public const string Number = "number";
}
