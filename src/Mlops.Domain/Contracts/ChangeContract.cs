using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Contracts;

/// <summary>What becomes of data whose schema is another than the contract's: one policy for each way in which schemas change.</summary>
public sealed record ChangeContract
{
    /// <summary>A column that the contract does not name. Ignored by default: a model's features must not change because an export did.</summary>
    public NewColumnPolicy NewColumn { get; init; } = NewColumnPolicy.Ignore;

    /// <summary>A column that a file lacks and that is not optional. Rejected by default: what is not there cannot be made up.</summary>
    public MissingColumnPolicy MissingColumn { get; init; } = MissingColumnPolicy.Reject;

    /// <summary>A value that is not among a column's categories. A warning by default: the model treats it as unknown, and the next one learns it.</summary>
    public NewCategoryPolicy NewCategory { get; init; } = NewCategoryPolicy.Warn;

    /// <summary>Values that are not of the column's type. Their rows are dropped by default: a typo costs a row, and a column whose type changed passes the limits and so ends the run.</summary>
    public ChangedTypePolicy ChangedType { get; init; } = ChangedTypePolicy.Drop;
}

[JsonConverter(typeof(CamelCaseEnum<NewColumnPolicy>))]
public enum NewColumnPolicy
{
    /// <summary>It is left out, and the report says so.</summary>
    Ignore,

    /// <summary>It is learned from; rows of files without it have no value.</summary>
    Accept,
    Reject,
}

[JsonConverter(typeof(CamelCaseEnum<MissingColumnPolicy>))]
public enum MissingColumnPolicy
{
    Reject,

    /// <summary>The file goes to quarantine whole.</summary>
    Quarantine,
}

[JsonConverter(typeof(CamelCaseEnum<NewCategoryPolicy>))]
public enum NewCategoryPolicy
{
    Accept,
    Warn,
    Drop,
    Reject,
}

[JsonConverter(typeof(CamelCaseEnum<ChangedTypePolicy>))]
public enum ChangedTypePolicy
{
    Drop,
    Reject,
}
