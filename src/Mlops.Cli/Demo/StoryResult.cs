using Mlops.Domain.Runs;

namespace Mlops.Cli.Demo;

/// <summary>What a story came to: each promise with whether it was kept, and the figures behind it.</summary>
internal sealed record StoryResult
{
    public required string Story { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    public required IReadOnlyList<RunRecord> Runs { get; init; }

    public required IReadOnlyList<Prediction> Predictions { get; init; }

    /// <summary>Real seconds from its beginning to its end.</summary>
    public required double Seconds { get; init; }

    public bool Ok => Checks.All(check => check.Ok);
}

/// <summary>One promise of a story.</summary>
internal sealed record Check(string Text, bool Ok);

/// <summary>The endpoint's error on a year that its model had not seen.</summary>
internal sealed record Prediction(string Run, int Year, int Rows, IReadOnlyDictionary<string, double> Metrics);
