using System.Text;

namespace Mlops.Domain.Contracts;

/// <summary>How files spell that a value is missing. One place, so that profiling, preparing, training and serving cannot disagree.</summary>
public static class MissingValue
{
    /// <summary>Empty, or one of the usual spellings of a missing number (<c>NA</c>, <c>NaN</c>, <c>null</c>).</summary>
    public static bool IsSpelled(ReadOnlySpan<byte> field)
    {
        field = field.Trim((byte)' ');
        return field.Length switch
        {
            0 => true,
            2 => field.SequenceEqual("NA"u8) || field.SequenceEqual("na"u8),
            3 => Ascii.EqualsIgnoreCase(field, "NaN"u8) || field.SequenceEqual("N/A"u8),
            4 => Ascii.EqualsIgnoreCase(field, "null"u8),
            _ => false,
        };
    }

    public static bool IsSpelled(string text) => IsSpelled(Encoding.UTF8.GetBytes(text));
}
