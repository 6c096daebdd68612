using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Preparation;

/// <summary>Agrees on the columns of all files: those that most files have, so that the odd file is the one that gets the blame. What the files are called does not matter.</summary>
internal static class TableHeader
{
    /// <summary>Empty when no file has a usable header.</summary>
    public static IReadOnlyList<string> Agree(IEnumerable<RawFile> files) =>
        files.Select(Read)
            .Where(columns => columns.Count > 0)
            .GroupBy(columns => Key(columns.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(MostCommonOrder)
            .FirstOrDefault() ?? [];

    private static IReadOnlyList<string> MostCommonOrder(IEnumerable<IReadOnlyList<string>> headers) =>
        headers.GroupBy(Key, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First().First();

    private static string Key(IEnumerable<string> columns) => string.Join('\n', columns);

    /// <summary>The columns that one file's header names; empty when it is not usable.</summary>
    public static IReadOnlyList<string> Read(RawFile file)
    {
        using var table = CsvTable.Open(File.OpenRead(file.Path), file.Key, new ProblemLog());
        return table?.Columns ?? [];
    }
}
