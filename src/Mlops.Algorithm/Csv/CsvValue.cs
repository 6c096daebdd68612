using System.Globalization;
using System.Text;
using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Csv;

/// <summary>How the text of one field is understood: missing, number, or plain text. One place, so that preparing, training and serving cannot disagree.</summary>
internal static class CsvValue
{
    private const int ExcerptLength = 40;

    /// <summary>Empty, or one of the usual spellings of a missing number (<c>NA</c>, <c>NaN</c>, <c>null</c>).</summary>
    public static bool IsMissingNumber(ReadOnlySpan<byte> field) => MissingValue.IsSpelled(field);

    /// <summary>A finite decimal number in the invariant culture.</summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> field, out double value) =>
        ShortDecimal.TryParse(field, out value) || (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    /// <summary>The start of a value, quoted and without control characters, for a message.</summary>
    public static string Excerpt(ReadOnlySpan<byte> field)
    {
        var text = Encoding.UTF8.GetString(field[..Math.Min(field.Length, ExcerptLength * 4)]);
        var shown = text.Length > ExcerptLength ? string.Concat(text.AsSpan(0, ExcerptLength), "…") : text;
        return "'" + string.Create(shown.Length, shown, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? '·' : source[i];
            }
        }) + "'";
    }
}
