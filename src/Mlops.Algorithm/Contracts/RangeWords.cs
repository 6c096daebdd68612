using System.Globalization;
using Mlops.Domain.Contracts;

namespace Mlops.Algorithm.Contracts;

/// <summary>A column's range in words.</summary>
internal static class RangeWords
{
    public static string Of(ColumnContract column) => (column.Minimum, column.Maximum) switch
    {
        ({ } minimum, { } maximum) => string.Create(CultureInfo.InvariantCulture, $"from {minimum} to {maximum}"),
        ({ } minimum, null) => string.Create(CultureInfo.InvariantCulture, $"at least {minimum}"),
        (null, { } maximum) => string.Create(CultureInfo.InvariantCulture, $"at most {maximum}"),
        _ => "any number",
    };
}
