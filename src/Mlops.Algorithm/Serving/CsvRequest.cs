using System.Text;
using CsvHelper;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Serving;

/// <summary>Reads <c>text/csv</c>: with a header line in any column order, or without one in training order. A first line of which most fields are column names is a header.</summary>
internal static class CsvRequest
{
    private const int Ignored = -1;

    public static void Read(byte[] body, RequestRows batch)
    {
        using var reader = CsvReader.Create(body, CsvTable.Options(
            hasHeader: false,
            record => batch.AddProblem($"line {record.RecordNumber} {CsvTable.Describe(record.Reason)}")));
        try
        {
            if (!reader.Read())
            {
                return;
            }

            var header = Header(reader, batch);
            var columns = header ?? [.. Enumerable.Range(0, batch.Columns.Names.Count)];
            var headerIsSound = header is null || batch.IsSound;
            if (header is null)
            {
                AddRow(reader, columns, batch);
            }

            while (headerIsSound && !batch.IsHopeless && reader.Read())
            {
                AddRow(reader, columns, batch);
            }
        }
        catch (CsvFormatException exception)
        {
            batch.AddProblem($"row {batch.Rows + 1}: {exception.Message}");
        }
    }

    private static int[]? Header(CsvReader reader, RequestRows batch)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i))];
        var known = batch.Columns;
        if (2 * names.Count(name => known.IndexOf(name) >= 0 || name == known.Label) <= names.Length)
        {
            return null;
        }

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

    private static void AddRow(CsvReader reader, int[] columns, RequestRows batch)
    {
        batch.AddRow();
        if (reader.FieldCount != columns.Length)
        {
            batch.AddProblem($"row {batch.Rows}: has {reader.FieldCount} values; {columns.Length} are expected");
            return;
        }

        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] != Ignored)
            {
                batch.Set(columns[i], reader.GetSpan(i));
            }
        }
    }
}
