using System.Text;
using CsvHelper;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Serving;

/// <summary>Reads <c>text/csv</c>: with a header line in any column order, or without one in training order. A first line of which most fields are column names is a header.</summary>
internal static class CsvRequest
{
    private const int Ignored = -1;

    public static void Read(ReadOnlyMemory<byte> body, RequestRows batch)
    {
        if (PlainRecords.CanRead(body.Span))
        {
            Read(new PlainRecords(body), batch);
            return;
        }

        using var records = new QuotedRecords(body, batch);
        try
        {
            Read(records, batch);
        }
        catch (CsvFormatException exception)
        {
            batch.AddProblem($"row {batch.Rows + 1}: {exception.Message}");
        }
    }

    private static void Read<T>(T records, RequestRows batch) where T : IRecords
    {
        if (!records.Read())
        {
            return;
        }

        var header = IsHeader(records, batch.Columns) ? Header(records, batch) : null;
        var columns = header ?? batch.Columns.InOrder;
        var headerIsSound = header is null || batch.IsSound;
        if (header is null)
        {
            AddRow(records, columns, batch);
        }

        while (headerIsSound && !batch.IsHopeless && records.Read())
        {
            AddRow(records, columns, batch);
        }
    }

    private static bool IsHeader<T>(T records, RequestColumns known) where T : IRecords
    {
        var names = 0;
        for (var i = 0; i < records.FieldCount; i++)
        {
            names += known.IsName(records[i]) ? 1 : 0;
        }

        return 2 * names > records.FieldCount;
    }

    private static int[] Header<T>(T records, RequestRows batch) where T : IRecords
    {
        var names = new string[records.FieldCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(records[i]);
        }

        var known = batch.Columns;
        foreach (var name in names.Where(name => known.IndexOf(name) < 0 && name != known.Label))
        {
            batch.AddProblem($"column {CsvValue.Excerpt(Encoding.UTF8.GetBytes(name))} is unknown to the model");
        }

        foreach (var name in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            batch.AddProblem($"column '{name.Key}' is named {name.Count()} times");
        }

        foreach (var column in known.Names.Except(names))
        {
            batch.AddProblem($"column '{column}' is missing");
        }

        return [.. names.Select(name => known.IndexOf(name))];
    }

    private static void AddRow<T>(T records, int[] columns, RequestRows batch) where T : IRecords
    {
        batch.AddRow();
        if (records.FieldCount != columns.Length)
        {
            batch.AddProblem($"row {batch.Rows}: has {records.FieldCount} values; {columns.Length} are expected");
            return;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] != Ignored)
            {
                batch.Set(columns[i], records[i]);
            }
        }
    }
}
