using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Contracts;

/// <summary>What uploaded data must be like, and what becomes of data that is not: <c>pipelines/&lt;name&gt;/contract.json</c>, which travels as <c>data.contract</c> of the definition.</summary>
public sealed record DataContract
{
    /// <summary>The columns by name. With none declared, all columns are learned from as they come.</summary>
    public IReadOnlyDictionary<string, ColumnContract> Columns { get; init => field = value ?? new Dictionary<string, ColumnContract>(); } = new Dictionary<string, ColumnContract>();

    /// <summary>What a rule does that names no action of its own.</summary>
    public RuleAction Action { get; init; } = RuleAction.Drop;

    /// <summary>What becomes of a row that cannot be read: of another number of values, badly quoted, not UTF-8, without a time or a label.</summary>
    public MalformedAction Malformed { get; init; } = MalformedAction.Drop;

    /// <summary>The columns that tell a row: the second of two rows with the same values in all of them breaks the rule.</summary>
    public IReadOnlyList<string> Key { get; init => field = value ?? []; } = [];

    public IReadOnlyList<ComparisonContract> Compare { get; init => field = value ?? []; } = [];

    public RowContract Rows { get; init => field = value ?? new(); } = new();

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FreshnessContract? Freshness { get; init; }

    public ChangeContract Changes { get; init => field = value ?? new(); } = new();

    public LimitContract Limits { get; init => field = value ?? new(); } = new();
}

/// <summary>One column: what its values are.</summary>
public sealed record ColumnContract
{
    public required ColumnType Type { get; init; }

    /// <summary>Files may lack the column: its values are missing then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Optional { get; init; }

    /// <summary>No value is missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Required { get; init; }

    /// <summary>The largest share of all rows that may have no value.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MaximumMissing { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Minimum { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Maximum { get; init; }

    /// <summary>The known values of a category; <see cref="ChangeContract.NewCategory"/> says what becomes of others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>No value occurs twice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unique { get; init; }

    /// <summary>What the column's rules do; null is the contract's own action.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleAction? Action { get; init; }
}

[JsonConverter(typeof(CamelCaseEnum<ColumnType>))]
public enum ColumnType
{
    Text,
    Category,
    Number,
    Integer,
    Boolean,
    Date,
    DateTime,
}

/// <summary>What a broken rule does: nothing but a line in the report, the row goes to quarantine, or the run ends.</summary>
[JsonConverter(typeof(CamelCaseEnum<RuleAction>))]
public enum RuleAction
{
    Warn,
    Drop,
    Reject,
}

[JsonConverter(typeof(CamelCaseEnum<MalformedAction>))]
public enum MalformedAction
{
    Drop,
    Reject,
}

/// <summary>A rule between two columns of a row, both numbers or both times; a row that lacks one of the values is not held against it.</summary>
public sealed record ComparisonContract
{
    public required string Left { get; init; }

    public required ComparisonOperator Is { get; init; }

    public required string Right { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleAction? Action { get; init; }
}

[JsonConverter(typeof(CamelCaseEnum<ComparisonOperator>))]
public enum ComparisonOperator
{
    Below,
    AtMost,
    Equal,
    AtLeast,
    Above,
}

/// <summary>How many rows there must be, in all and in each file. A file outside of it goes to quarantine whole.</summary>
public sealed record RowContract
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Minimum { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Maximum { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MinimumPerFile { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? MaximumPerFile { get; init; }
}

/// <summary>How old the newest event may be when the file that holds it is uploaded. No clock is asked: the same data is judged alike on any day.</summary>
public sealed record FreshnessContract
{
    public required TimeSpan Within { get; init; }

    /// <summary>Reject or warn; data that is too old has no single row to drop. Null rejects.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RuleAction? Action { get; init; }
}
