using System.Text;

namespace Mlops.Algorithm.Tests.Testing;

/// <summary>The sample of a binary classification, cut as tests need it.</summary>
internal static class Flights
{
    public const string Definition = """
        {
          "name": "flights",
          "problem": { "type": "binary", "label": "arrival", "positiveClass": "late", "timeColumn": "date",
            "slices": { "origin": {}, "distance": { "edges": [500, 1000] } } },
          "data": { "holdout": 0.1, "minimumRows": 1000 },
          "gate": { "bias": { "columns": ["distance"], "maximumDemographicParityDifference": 0.9 }, "explanations": { "mustNotMatter": { "distance": 0.9 } } },
          "monitor": { "groundTruth": { "key": ["date", "origin", "destination"] } }
        }
        """;

    public static readonly (string Name, string Value)[] Hyperparameters =
    [
        ("problem", "binary"), ("label", "arrival"), ("positive_class", "late"), ("time_column", "date"), ("seed", "1"),
        ("num_iterations", "150"), ("learning_rate", "0.05"), ("num_leaves", "7"), ("min_data_in_leaf", "300"), ("cat_smooth", "50"),
    ];

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "samples", "flights", "flights-2001.csv"));

    public static IReadOnlyList<string> Rows(string fromDay, string toDay) =>
        [.. Lines.Skip(1).Where(line => string.CompareOrdinal(line[..10], fromDay) >= 0 && string.CompareOrdinal(line[..10], toDay) <= 0)];

    public static string Csv(IEnumerable<string> rows) => Lines[0] + "\n" + string.Concat(rows.Select(row => row + "\n"));

    public static byte[] Content(IEnumerable<string> rows) => Encoding.UTF8.GetBytes(Csv(rows));

    /// <summary>A row as a client sends it.</summary>
    public static string Request(string row) => row.Split(',') is [var date, _, .. var rest] ? string.Join(',', [date, .. rest]) : "";

    public static bool IsLate(string row) => row.Split(',')[1] == "late";
}
