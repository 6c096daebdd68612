using System.Buffers;
using System.Text;

namespace Mlops.Algorithm.Csv;

/// <summary>Writes fields in one canonical form (comma, line feed, quotes only where needed), so that equal content has equal bytes.</summary>
internal static class CsvLine
{
    private static readonly SearchValues<byte> NeedsQuotes = SearchValues.Create(",\"\r\n"u8);

    public static void Append(IBufferWriter<byte> output, ReadOnlySpan<byte> field, bool first)
    {
        if (!first)
        {
            output.Write(","u8);
        }

        if (field.IndexOfAny(NeedsQuotes) < 0)
        {
            output.Write(field);
            return;
        }

        output.Write("\""u8);
        while (field.IndexOf((byte)'"') is var quote and >= 0)
        {
            output.Write(field[..(quote + 1)]);
            output.Write("\""u8);
            field = field[(quote + 1)..];
        }

        output.Write(field);
        output.Write("\""u8);
    }

    /// <summary>A whole line.</summary>
    public static byte[] Of(IEnumerable<string> fields)
    {
        var line = new ArrayBufferWriter<byte>();
        foreach (var (i, field) in fields.Index())
        {
            Append(line, Encoding.UTF8.GetBytes(field), first: i == 0);
        }

        End(line);
        return line.WrittenSpan.ToArray();
    }

    public static void End(IBufferWriter<byte> output) => output.Write("\n"u8);
}
