using System.Text.Json.Serialization;
using Mlops.Domain.Training;

namespace Mlops.Domain.Evaluation;

/// <summary>What a binary classification did with the rows: at which threshold, whom it took for whom, and whether its probabilities come true.</summary>
public sealed record ClassificationReport
{
    public required string Positive { get; init; }

    public required string Negative { get; init; }

    /// <summary>From this probability on a row is said to be positive.</summary>
    public required double Threshold { get; init; }

    /// <summary>The share of positive rows: what the metrics are to be read beside.</summary>
    public required double BaseRate { get; init; }

    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>Tenths of the probabilities that hold rows, from 0 up.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    /// <summary>Null when the image that evaluated does not fit it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CalibrationFit? Fit { get; init; }

    public static ClassificationReport Of(BinaryClasses classes, double threshold, BinarySample sample) => new()
    {
        Positive = classes.Positive,
        Negative = classes.Negative,
        Threshold = threshold,
        BaseRate = sample.BaseRate,
        Confusion = sample.Confusion(),
        Calibration = sample.Calibration(),
    };
}
