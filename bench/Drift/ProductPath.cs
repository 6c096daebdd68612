using CsvHelper;
using Mlops.Domain.Drift;
using Mlops.Domain.Pipelines;

namespace Mlops.Bench.Drift;

/// <summary>What the container does: stream rows into profiles, then compare the profiles.</summary>
internal static class ProductPath
{
    private static readonly ProfileColumn[] Columns = [.. Table.Headers.Select((name, i) => new ProfileColumn(name, i < Table.NumericColumns ? ProfileKind.Numeric : ProfileKind.Categorical))];

    public static DriftAnalysis Run(Table reference, Table current, int threads) =>
        DriftAnalysis.Compare(Profile(reference, threads), Profile(current, threads), new DriftDefinition());

    public static BaselineProfile Profile(Table table, int threads)
    {
        var parts = new BaselineProfile[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
            parts[part] = Profile(table, (int)((long)table.Rows * part / threads), (int)((long)table.Rows * (part + 1) / threads)));
        return parts.Aggregate(BaselineProfile.Merge);
    }

    /// <summary>Splits a file into fields and parses every number; with a builder, profiles them too.</summary>
    public static long ReadCsv(string file, ProfileBuilder? builder)
    {
        using var reader = CsvReader.Create(File.OpenRead(file), new CsvReaderOptions { Separator = ',', HasHeader = true, DetectSeparatorHint = false }, leaveOpen: false);
        reader.ReadHeader();
        long rows = 0;
        var sum = 0.0;
        while (reader.Read())
        {
            rows++;
            builder?.AddRow(null);
            for (var i = 0; i < Table.NumericColumns; i++)
            {
                var number = reader.TryParse<float>(i, out var parsed) ? parsed : double.NaN;
                sum += number;
                builder?.AddNumber(i, 0, number);
            }

            for (var i = Table.NumericColumns; i < Table.Headers.Length; i++)
            {
                var category = reader.GetSpan(i);
                sum += category.Length;
                builder?.AddCategory(i, 0, category);
            }
        }

        return double.IsNaN(sum) ? throw new InvalidDataException($"{file} has a value that is no number.") : rows;
    }

    public static ProfileBuilder Builder() => new(Columns);

    private static BaselineProfile Profile(Table table, int from, int to)
    {
        var builder = Builder();
        for (var row = from; row < to; row++)
        {
            var month = builder.AddRow(null);
            for (var i = 0; i < Table.NumericColumns; i++)
            {
                builder.AddNumber(i, month, table.Numbers[i][row]);
            }

            for (var i = 0; i < Table.CategoricalColumns; i++)
            {
                builder.AddCategory(Table.NumericColumns + i, month, Table.CategoryNames[table.Codes[i][row]]);
            }
        }

        return builder.Build();
    }
}
