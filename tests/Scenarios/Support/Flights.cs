namespace Scenarios.Support;

/// <summary>Slices of the binary classification's sample data.</summary>
internal static class Flights
{
    public const string Pipeline = "flights";

    private static readonly string[] Lines = File.ReadAllLines(Checkout.FlightsSample);

    /// <summary>One file a month, by name such as <c>2001-01.csv</c>.</summary>
    public static Dictionary<string, string> Months(int from, int to) => Enumerable.Range(from, to - from + 1)
        .ToDictionary(month => $"2001-{month:00}.csv", month => Of($"2001-{month:00}"), StringComparer.Ordinal);

    /// <summary>The labelled rows of a month or a day, by how it is written.</summary>
    public static string Of(string time) => Csv(Rows(time));

    /// <summary>The same as a client sends them: without the label.</summary>
    public static string Questions(string time) => Csv(Rows(time)).Replace(",late,", ",", StringComparison.Ordinal).Replace(",on-time,", ",", StringComparison.Ordinal).Replace(",arrival,", ",", StringComparison.Ordinal);

    public static int Count(string time) => Rows(time).Count();

    private static IEnumerable<string> Rows(string time) => Lines.Skip(1).Where(line => line.StartsWith(time, StringComparison.Ordinal));

    private static string Csv(IEnumerable<string> rows) => string.Join('\n', rows.Prepend(Lines[0])) + "\n";
}
