using System.Text.Json.Serialization;
using Mlops.Domain.Training;

namespace Mlops.Domain.Contracts;

/// <summary><c>report.json</c> of a quarantine: what was dropped, from which files, and why.</summary>
public sealed record QuarantineReport
{
    public required string Pipeline { get; init; }

    public required PrepareStatus Status { get; init; }

    /// <summary>Why the data was rejected, where it was.</summary>
    public string? Reason { get; init; }

    public required ContractReport Contract { get; init; }

    /// <summary>How many of the bad rows are in <c>rows.csv</c>, which holds so many at most.</summary>
    public required long RowsListed { get; init; }

    public required IReadOnlyList<QuarantinedFile> Files { get; init; }
}

/// <summary>A file that went to quarantine whole; its content stays frozen under its hash.</summary>
public sealed record QuarantinedFile(string Key, string? Version, string Sha256, long Rows, string Reason);

/// <summary>What the contract found in the data of a run, as <c>prepare.json</c> and <c>run.json</c> say it.</summary>
public sealed record ContractReport
{
    public required long RowsRead { get; init; }

    /// <summary>Those of quarantined files among them.</summary>
    public required long RowsDropped { get; init; }

    public required int FilesQuarantined { get; init; }

    /// <summary>The first findings, the most frequent first.</summary>
    public IReadOnlyList<ContractFinding> Findings { get; init => field = value ?? []; } = [];

    public int FindingCount { get; init; }

    /// <summary>The folder of the data bucket with what was dropped; null when nothing was, and in <c>prepare.json</c>, which does not know it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Quarantine { get; init; }

    [JsonIgnore]
    public bool HasQuarantine => RowsDropped > 0 || FilesQuarantined > 0;
}

/// <summary>A broken rule in one file and column: how often, in which rows, and what it did.</summary>
public sealed record ContractFinding
{
    public required string File { get; init; }

    public string? Column { get; init; }

    /// <summary>One of <see cref="DataRules"/>.</summary>
    public required string Rule { get; init; }

    public required RuleAction Action { get; init; }

    public required int Count { get; init; }

    /// <summary>Such as <c>5, 9–12 and 7 more</c>; null where it is not about rows.</summary>
    public string? Rows { get; init; }

    public required string Message { get; init; }
}
