using System.Globalization;
using Mlops.Domain.Pipelines;

namespace Mlops.Functions.SmokeTest;

/// <summary>Answer of <c>smoke-test</c>.</summary>
public sealed record SmokeTestOutput
{
    public required string Status { get; init; }

    /// <summary>Null when it passed.</summary>
    public string? Reason { get; init; }

    public required int Rows { get; init; }

    public IReadOnlyList<double> Predictions { get; init; } = [];

    public static SmokeTestOutput Failed(string reason, int rows) => new() { Status = "failed", Reason = reason, Rows = rows };

    /// <param name="answer">One prediction a line; the class may follow its probability.</param>
    public static SmokeTestOutput Judge(int rows, string answer, ProblemType problem = ProblemType.Regression)
    {
        var lines = answer.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (rows == 0 || lines.Length != rows)
        {
            return Failed($"{rows} golden rows were answered with {lines.Length} predictions.", rows);
        }

        var predictions = new double[lines.Length];
        for (var index = 0; index < lines.Length; index++)
        {
            var isBinary = problem == ProblemType.Binary;
            var text = isBinary ? lines[index].Split(',', 2)[0] : lines[index];
            var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out predictions[index]) && double.IsFinite(predictions[index]);
            if (!isNumber || (isBinary && predictions[index] is (< 0 or > 1)))
            {
                var excerpt = lines[index].Length > 40 ? lines[index][..40] + "…" : lines[index];
                return Failed($"Golden row {index + 1} was answered with '{excerpt}', which is {(isBinary ? "no probability" : "not a finite number")}.", rows);
            }
        }

        return new SmokeTestOutput { Status = "passed", Rows = rows, Predictions = predictions };
    }
}
