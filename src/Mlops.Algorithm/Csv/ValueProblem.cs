namespace Mlops.Algorithm.Csv;

/// <summary>What is wrong with a value, in the words that every job uses.</summary>
internal static class ValueProblem
{
    public static string NotANumber(ReadOnlySpan<byte> value) => $"{CsvValue.Excerpt(value)} is not a number";

    public static string NotATime(ReadOnlySpan<byte> value) => $"{CsvValue.Excerpt(value)} is not an ISO 8601 date or date-time";
}
