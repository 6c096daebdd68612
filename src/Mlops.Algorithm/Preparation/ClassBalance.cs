using System.Buffers;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Preparation;

/// <summary>Counts the positive rows of each part. Rows stay where time or their hash puts them: moving some to even the classes out would let a later holdout have been trained on.</summary>
internal static class ClassBalance
{
    /// <summary>Null without classes.</summary>
    public static PreparedClasses? Of(ProblemDefinition problem, RawTable table, IReadOnlyList<RawRow> window, DataSplit? split)
    {
        if (table.Classes is not { } classes)
        {
            return null;
        }

        var (column, reader, scratch) = (table.Columns.ToList().IndexOf(problem.Label), new LabelReader(classes), new ArrayBufferWriter<byte>());
        int Positive(IReadOnlyList<RawRow>? rows) => rows?.Count(row => IsPositive(row, column, reader, scratch)) ?? 0;
        return new PreparedClasses
        {
            Positive = classes.Positive,
            Negative = classes.Negative,
            Window = Positive(window),
            Train = Positive(split?.Train),
            Validation = Positive(split?.Validation),
            Holdout = Positive(split?.Holdout),
        };
    }

    /// <summary>Which part has rows of one class only, in words; null when each has both.</summary>
    public static string? OneSided(PreparedClasses classes, DataSplit split)
    {
        (string Name, int Rows, int Positive)[] parts =
            [("train", split.Train.Count, classes.Train), ("validation", split.Validation.Count, classes.Validation), ("holdout", split.Holdout.Count, classes.Holdout)];
        var oneSided = parts.Where(part => part.Positive == 0 || part.Positive == part.Rows)
            .Select(part => $"all {part.Rows} rows of {part.Name} are '{(part.Positive == 0 ? classes.Negative : classes.Positive)}'").ToList();
        return oneSided.Count == 0 ? null : $"Each part needs rows of both classes, and {string.Join(", ", oneSided)}.";
    }

    private static bool IsPositive(RawRow row, int column, LabelReader reader, ArrayBufferWriter<byte> scratch)
    {
        var fields = new CanonicalFields(row.Line, scratch);
        var value = fields.Next();
        for (var i = 0; i < column; i++)
        {
            value = fields.Next();
        }

        return reader.TryRead(value, out var label) && label == 1;
    }
}
