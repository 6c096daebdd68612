using System.Text.Json.Serialization;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;

namespace Mlops.Domain.Training;

/// <summary><c>prepare.json</c>: what became of the data of a run.</summary>
public sealed record PrepareReport
{
    public required PrepareStatus Status { get; init; }

    /// <summary>One plain sentence; null when the status is <see cref="PrepareStatus.Ok"/>.</summary>
    public string? Reason { get; init; }

    public required PreparedRows Rows { get; init; }

    /// <summary>The event times that the window spans; null without a time column or without rows.</summary>
    public PreparedWindow? Window { get; init; }

    public IReadOnlyList<string> Columns { get; init => field = value ?? []; } = [];

    /// <summary>The first problems; <see cref="ProblemCount"/> counts all of them.</summary>
    public IReadOnlyList<DataProblem> Problems { get; init => field = value ?? []; } = [];

    public int ProblemCount { get; init; }

    /// <summary>The two classes of a binary label and how they are divided; null for a regression, and where the labels are not those of one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PreparedClasses? Classes { get; init; }

    /// <summary>What the pipeline's data contract found; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContractReport? Contract { get; init; }
}

/// <summary>The classes of a binary label: how many rows of each part are positive.</summary>
public sealed record PreparedClasses
{
    public required string Positive { get; init; }

    public required string Negative { get; init; }

    public int Window { get; init; }

    public int Train { get; init; }

    public int Validation { get; init; }

    public int Holdout { get; init; }
}

[JsonConverter(typeof(KebabCaseEnum<PrepareStatus>))]
public enum PrepareStatus
{
    Ok,
    Rejected,
    NotEnoughData,
}

/// <summary>How many rows were read, lay in the window, and went where.</summary>
public sealed record PreparedRows
{
    public int Read { get; init; }

    public int InWindow { get; init; }

    public int Train { get; init; }

    public int Validation { get; init; }

    public int Holdout { get; init; }
}

/// <summary>First and last event time, as written in the data.</summary>
public sealed record PreparedWindow(string From, string To);

/// <summary>A place in an uploaded file that breaks the rules; row (1-based, the header is row 1) and column where known.</summary>
public sealed record DataProblem
{
    public required string File { get; init; }

    public long? Row { get; init; }

    public string? Column { get; init; }

    /// <summary>Which rule it breaks, one of <see cref="DataRules"/>; another image may have rules of its own, or none.</summary>
    public string? Rule { get; init; }

    public required string Message { get; init; }
}
