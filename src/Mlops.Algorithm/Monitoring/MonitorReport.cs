using System.Text.Json.Serialization;
using Mlops.Domain.Drift;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary><c>monitor.json</c>: everything that a monitoring found.</summary>
internal sealed record MonitorReport
{
    public required string Monitor { get; init; }

    public required string Pipeline { get; init; }

    /// <summary>The champion's run.</summary>
    public required string Run { get; init; }

    public string? Model { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required bool Drift { get; init; }

    /// <summary>The verdict in one sentence.</summary>
    public required string Verdict { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required long Rows { get; init; }

    public required long RowsWithTruth { get; init; }

    public required RequestCounts Requests { get; init; }

    public required ReferenceUsed Reference { get; init; }

    /// <summary>Every column with every statistic, its threshold, its p-value and a sentence.</summary>
    public required DriftAnalysis Features { get; init; }

    /// <summary>Null when nothing could be judged; <see cref="QualityReason"/> says why.</summary>
    public QualityDrift? Quality { get; init; }

    public string? QualityReason { get; init; }

    public required QualityTimeline QualityOverTime { get; init; }

    /// <summary>Null for a regression.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassesNow? Classes { get; init; }

    public required TruthUsed Truth { get; init; }
}

/// <summary>What became of the captured requests.</summary>
internal sealed record RequestCounts
{
    public required int Files { get; init; }

    public required long Judged { get; init; }

    /// <summary>Requests before or after the time that this monitoring looks at.</summary>
    public required long OutsideOfWindow { get; init; }

    /// <summary>Requests whose event id was seen before.</summary>
    public required long Duplicates { get; init; }

    public required long Skipped { get; init; }

    public required IReadOnlyList<SkippedReason> SkippedReasons { get; init; }
}

/// <summary>What the requests were compared with.</summary>
internal sealed record ReferenceUsed
{
    public required long Rows { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>True when only the months that the requests are of were compared with.</summary>
    public required bool SameSeason { get; init; }

    public required string Note { get; init; }
}

/// <summary>The error of the rows of a day, week or month that have their truth.</summary>
internal sealed record QualityPoint
{
    public required string From { get; init; }

    public required long Rows { get; init; }

    public required double Value { get; init; }
}

/// <summary>The labels that came true, and what is wrong with them.</summary>
internal sealed record TruthUsed
{
    public required IReadOnlyList<string> Key { get; init; }

    public required int Files { get; init; }

    public required long Rows { get; init; }

    /// <summary>Rows without a key or a label.</summary>
    public required long Incomplete { get; init; }

    public required int Keys { get; init; }

    /// <summary>Keys with two different labels in one file; they count for none.</summary>
    public required int AmbiguousKeys { get; init; }

    public required IReadOnlyList<DataProblem> Problems { get; init; }

    public required int ProblemCount { get; init; }
}
