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
            var plain = new PlainRecords(body.Span);
            Read(ref plain, batch);
            return;
        }

        var quoted = new QuotedRecords(body, batch);
        try
        {
            Read(ref quoted, batch);
        }
        catch (CsvFormatException exception)
        {
            batch.AddProblem($"row {batch.Rows + 1}: {exception.Message}");
        }
        finally
        {
            quoted.Dispose();
        }
    }

    private static void Read<T>(ref T records, RequestRows batch) where T : IRecords, allows ref struct
    {
        if (!records.Read())
        {
            return;
        }

        var header = IsHeader(ref records, batch.Columns) ? Header(ref records, batch) : null;
        var columns = header ?? batch.Columns.InOrder;
        var headerIsSound = header is null || batch.IsSound;
        if (header is null)
        {
            AddRow(ref records, columns, batch);
        }

        while (headerIsSound && !batch.IsHopeless && records.Read())
        {
            AddRow(ref records, columns, batch);
        }
    }

    private static bool IsHeader<T>(ref T records, RequestColumns known) where T : IRecords, allows ref struct
    {
        var names = 0;
        for (var i = 0; i < records.FieldCount; i++)
        {
            names += known.IsName(records[i]) ? 1 : 0;
        }

        return 2 * names > records.FieldCount;
    }

    private static int[] Header<T>(ref T records, RequestRows batch) where T : IRecords, allows ref struct
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

    private static void AddRow<T>(ref T records, int[] columns, RequestRows batch) where T : IRecords, allows ref struct
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
