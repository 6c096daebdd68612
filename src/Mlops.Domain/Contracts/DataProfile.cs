using System.Text.Json.Serialization;
using Mlops.Domain.Drift;
using Mlops.Domain.Training;

namespace Mlops.Domain.Contracts;

/// <summary>What files of raw data hold, column by column: what a contract is inferred from, and what people look at before they write one.</summary>
public sealed record DataProfile
{
    public required long Rows { get; init; }

    public required int Files { get; init; }

    /// <summary>When the newest file was uploaded, or last written.</summary>
    public DateTimeOffset? Uploaded { get; init; }

    public required IReadOnlyList<ProfiledColumn> Columns { get; init; }

    /// <summary>Pairs of columns whose names say that one is the lower bound of the other.</summary>
    public required IReadOnlyList<ProfiledPair> Pairs { get; init; }

    /// <summary>A few rows from all over the data whose values are of the columns' types, with the columns in order.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Samples { get; init; }

    /// <summary>Rows and headers that cannot be read; the first of <see cref="ProblemCount"/>.</summary>
    public required IReadOnlyList<DataProblem> Problems { get; init; }

    public required int ProblemCount { get; init; }
}

/// <summary>One column: how many values are what, and how they are distributed.</summary>
public sealed record ProfiledColumn
{
    public required string Name { get; init; }

    /// <summary>Rows of files that have the column.</summary>
    public required long Rows { get; init; }

    /// <summary>Values that are empty.</summary>
    public required long Empty { get; init; }

    /// <summary>Values that spell out that a number is missing, such as NA.</summary>
    public required long Absent { get; init; }

    public required long Distinct { get; init; }

    /// <summary>False when there are more distinct values than were counted.</summary>
    public required bool DistinctIsExact { get; init; }

    public required TypeCounts Types { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuantileSketch? Numbers { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CategoryCounts? Categories { get; init; }

    /// <summary>The earliest time, where the column holds times.</summary>
    public DateTimeOffset? Earliest { get; init; }

    public DateTimeOffset? Latest { get; init; }

    /// <summary>Values that say something.</summary>
    [JsonIgnore]
    public long Present => Rows - Empty - Absent;

    /// <summary>What most of its values are.</summary>
    [JsonIgnore]
    public ColumnType Type => TypeInference.Of(this);

    /// <summary>True when no value occurs twice.</summary>
    [JsonIgnore]
    public bool IsUnique => DistinctIsExact && Present > 0 && Distinct == Present;

    [JsonIgnore]
    public double MissingShare => Rows == 0 ? 0 : (double)(Rows - Given) / Rows;

    /// <summary>Values that are not missing, as the type has it: of a text, NA is a value.</summary>
    [JsonIgnore]
    public long Given => Type is ColumnType.Text or ColumnType.Category ? Rows - Empty : Present;
}

/// <summary>How many values could be read as what; a whole number is a number too.</summary>
public sealed record TypeCounts(long Numbers, long Integers, long Booleans, long Dates, long DateTimes);

/// <summary>How often the lower of two columns was above the upper one, of the rows that have both.</summary>
public sealed record ProfiledPair(string Lower, string Upper, long Compared, long Broken);
