using System.Globalization;

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

    /// <param name="answer">One prediction a line.</param>
    public static SmokeTestOutput Judge(int rows, string answer)
    {
        var lines = answer.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (rows == 0 || lines.Length != rows)
        {
            return Failed($"{rows} golden rows were answered with {lines.Length} predictions.", rows);
        }

        var predictions = new double[lines.Length];
        for (var index = 0; index < lines.Length; index++)
        {
            if (!double.TryParse(lines[index], NumberStyles.Float, CultureInfo.InvariantCulture, out predictions[index]) || !double.IsFinite(predictions[index]))
            {
                var excerpt = lines[index].Length > 40 ? lines[index][..40] + "…" : lines[index];
                return Failed($"Golden row {index + 1} was answered with '{excerpt}', which is not a finite number.", rows);
            }
        }

        return new SmokeTestOutput { Status = "passed", Rows = rows, Predictions = predictions };
    }
}
