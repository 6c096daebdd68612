namespace Mlops.Domain.Contracts;

/// <summary>Tells a column's type from its values. A few that are of another type are mistakes, as everywhere in the product.</summary>
public static class TypeInference
{
    private const double Share = 0.95;

    // Fewer rows of a value are chance, and longer lists nobody keeps up to date.
    private const int LeastRowsOfCategory = 10;
    private const int MostCategories = 300;

    public static ColumnType Of(ProfiledColumn column)
    {
        var (types, most) = (column.Types, Share * column.Present);
        return column switch
        {
            { Present: 0 } => ColumnType.Text,
            _ when types.Booleans == column.Present && types.Numbers < most => ColumnType.Boolean,
            _ when types.Numbers >= most => types.Integers == types.Numbers ? ColumnType.Integer : ColumnType.Number,
            _ when types.Dates >= most => ColumnType.Date,
            _ when types.Dates + types.DateTimes >= most => ColumnType.DateTime,
            { DistinctIsExact: true, Distinct: <= MostCategories } when column.Distinct * LeastRowsOfCategory <= column.Present => ColumnType.Category,
            _ => ColumnType.Text,
        };
    }
}
