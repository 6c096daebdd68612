using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>Whether probabilities come true closely enough.</summary>
internal static class CalibrationGate
{
    public static IEnumerable<GateRule> Rules(CalibrationLimitsDefinition limits, ModelMetrics challenger)
    {
        var fit = challenger.Classification?.Fit;
        if (limits.MaximumError is { } error)
        {
            var value = Gate.Finite(challenger.Metrics, BinaryMetrics.CalibrationError);
            yield return Rule(BinaryMetrics.CalibrationError, value, error, value <= error, $"(by how much tenths of the probabilities miss what came true) and must be at most {GateWords.Number(error)}");
        }

        if (limits.MaximumInTheLarge is { } most)
        {
            var value = fit?.InTheLarge;
            yield return Rule("calibrationInTheLarge", value, most, value is { } miss && Math.Abs(miss) <= most, $"(the mean probability is too {(value > 0 ? "high" : "low")} by it) and must be within {GateWords.Number(most)} of 0");
        }

        if (limits.MinimumSlope is { } minimum)
        {
            yield return Rule("calibrationSlope", fit?.Slope, minimum, fit?.Slope >= minimum, $"(below 1 the probabilities are too extreme) and must be at least {GateWords.Number(minimum)}");
        }

        if (limits.MaximumSlope is { } maximum)
        {
            yield return Rule("calibrationSlope", fit?.Slope, maximum, fit?.Slope <= maximum, $"(above 1 the probabilities are too timid) and must be at most {GateWords.Number(maximum)}");
        }
    }

    private static GateRule Rule(string metric, double? value, double limit, bool passed, string demand) => value is { } number
        ? new() { Rule = "calibration", Metric = metric, Value = number, Limit = limit, Passed = passed, Sentence = $"{metric} is {GateWords.Figure(number)} {demand}: {GateWords.End(passed)}." }
        : GateWords.Absent("calibration", metric, null, limit, $"{metric} cannot be told: the evaluation has no figure of it");
}
