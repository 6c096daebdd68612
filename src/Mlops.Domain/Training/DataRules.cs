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

    // The rules of a contract.

    /// <summary>A value is of the type that the contract states for its column.</summary>
    public const string Type = "type";

    public const string Required = "required";

    /// <summary>A number lies between the column's minimum and maximum.</summary>
    public const string Range = "range";

    /// <summary>A category is one of the known ones.</summary>
    public const string Category = "category";

    /// <summary>The key, or a unique column, tells one row only.</summary>
    public const string Unique = "unique";

    /// <summary>Two columns of a row are to each other as the contract states.</summary>
    public const string Comparison = "comparison";

    /// <summary>No more values are missing than the contract allows.</summary>
    public const string Missing = "missing";

    /// <summary>There are as many rows as the contract demands.</summary>
    public const string Rows = "rows";

    /// <summary>The newest event is not much older than the upload of the file that holds it.</summary>
    public const string Freshness = "freshness";

    /// <summary>The contract names every column.</summary>
    public const string NewColumn = "new-column";

    /// <summary>No more was dropped than the contract's limits allow.</summary>
    public const string Limit = "limit";
}
