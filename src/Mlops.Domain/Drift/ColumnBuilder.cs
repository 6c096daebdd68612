namespace Mlops.Domain.Drift;

/// <summary>One column of a <see cref="ProfileBuilder"/>: a sketch per month that occurs.</summary>
internal sealed class ColumnBuilder(ProfileColumn column)
{
    private readonly MonthBuilder?[] _months = new MonthBuilder?[13];

    public void Add(int month, double number)
    {
        var values = Month(month);
        if (double.IsFinite(number))
        {
            values.Count++;
            (values.Numbers ?? throw Mistaken("a number")).Add(number);
        }
        else
        {
            values.Missing++;
        }
    }

    public void Add(int month, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            AddMissing(month);
            return;
        }

        Month(month).Count++;
        Categories(month).Add(utf8);
    }

    public void Add(int month, ReadOnlySpan<char> category)
    {
        if (category.IsEmpty)
        {
            AddMissing(month);
            return;
        }

        Month(month).Count++;
        Categories(month).Add(category);
    }

    private void AddMissing(int month) => Month(month).Missing++;

    public ColumnBaseline Build() => new()
    {
        Name = column.Name,
        Kind = column.Kind,
        Months = [.. _months.Select((values, month) => values?.Build(month)).OfType<ColumnMonth>()],
    };

    private CategoryCountsBuilder Categories(int month) => Month(month).Categories ?? throw Mistaken("a category");

    private MonthBuilder Month(int month) => _months[month] ??= new MonthBuilder(column.Kind);

    private InvalidOperationException Mistaken(string value) => new($"Column '{column.Name}' is {column.Kind} and was given {value}.");

    private sealed class MonthBuilder(ProfileKind kind)
    {
        public long Count;
        public long Missing;

        public QuantileSketchBuilder? Numbers { get; } = kind == ProfileKind.Numeric ? new() : null;

        public CategoryCountsBuilder? Categories { get; } = kind == ProfileKind.Categorical ? new() : null;

        public ColumnMonth Build(int month) => new() { Month = month, Count = Count, Missing = Missing, Numbers = Numbers?.Build(), Categories = Categories?.Build() };
    }
}
