using System.Text;
using Mlops.Algorithm.Csv;
using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Contracts;

/// <summary>Understands a value as the type that a contract states for its column, in the same way as every job reads numbers and times.</summary>
internal static class CellReader
{
    public static CellValue Read(ColumnType type, ReadOnlySpan<byte> field)
    {
        var number = double.NaN;
        var isMissing = type is ColumnType.Text or ColumnType.Category ? field.Trim((byte)' ').IsEmpty : CsvValue.IsMissingNumber(field);
        var isOfType = !isMissing && IsOfType(type, field, ref number);
        return new CellValue { Utf8 = field, IsMissing = isMissing, IsOfType = isOfType, Number = number };
    }

    private static bool IsOfType(ColumnType type, ReadOnlySpan<byte> field, ref double number)
    {
        switch (type)
        {
            case ColumnType.Number or ColumnType.Integer:
                return CsvValue.TryParseNumber(field, out number) && (type == ColumnType.Number || Math.Floor(number) == number);
            case ColumnType.Date or ColumnType.DateTime:
                var parsed = EventTime.TryParse(field, out var time) && (type == ColumnType.DateTime || time.IsDate);
                number = parsed ? (time.Utc - DateTime.UnixEpoch).TotalSeconds : double.NaN;
                return parsed;
            case ColumnType.Boolean:
                return IsBoolean(field.Trim((byte)' '));
            default:
                return true;
        }
    }

    public static bool IsBoolean(ReadOnlySpan<byte> field) => field.Length switch
    {
        1 => field[0] is (byte)'0' or (byte)'1',
        4 => Ascii.EqualsIgnoreCase(field, "true"u8),
        5 => Ascii.EqualsIgnoreCase(field, "false"u8),
        _ => false,
    };

    /// <summary>What a value of the type is, in words.</summary>
    public static string Words(ColumnType type) => type switch
    {
        ColumnType.Number => "a number",
        ColumnType.Integer => "a whole number",
        ColumnType.Boolean => "true, false, 1 or 0",
        ColumnType.Date => "an ISO 8601 date",
        ColumnType.DateTime => "an ISO 8601 date or date-time",
        _ => "a text",
    };
}
