using System.Text.Json.Serialization;
using Mlops.Domain.Contracts;
using Mlops.Domain.Json;

namespace Mlops.Domain.Pipelines;

/// <summary>One model's pipeline as its owner writes it in <c>pipelines/&lt;name&gt;/pipeline.json</c>: the one truth that infrastructure, functions and jobs are made from.</summary>
public sealed record PipelineDefinition
{
    /// <summary>Names every resource of the pipeline: 2 to 24 of <c>a-z0-9-</c>, starting with a letter.</summary>
    public required string Name { get; init; }

    public required ProblemDefinition Problem { get; init; }

    public DataDefinition Data { get; init; } = new();

    public TriggersDefinition Triggers { get; init; } = new();

    public StepsDefinition Steps { get; init; } = new();

    public GateDefinition Gate { get; init; } = new();

    public RegistryDefinition Registry { get; init; } = new();

    public ServingDefinition Serving { get; init; } = new();

    public MonitorDefinition Monitor { get; init; } = new();

    /// <summary>What a request may change for its run alone; <c>hyperparameters.*</c> stands for every hyperparameter, and an empty list lets nothing be changed.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = DefinitionOverrides.All;
}

/// <summary>What is learned: the kind of problem and the columns with a role.</summary>
public sealed record ProblemDefinition
{
    public required ProblemType Type { get; init; }

    /// <summary>The column to predict.</summary>
    public required string Label { get; init; }

    /// <summary>The column with the time of the event (ISO 8601 date or date-time). Without it rows are split by a hash of their content.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>The label's value that a binary classification gives the probability of; null where the labels leave no doubt: 1 of 0 and 1, true of true and false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PositiveClass { get; init; }

    /// <summary>From this probability on a row is said to be positive; null is the one with the best F1 on the validation rows of each training.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Threshold { get; init; }

    /// <summary>Columns by whose values a model is measured apart, each with how numbers are cut.</summary>
    public IReadOnlyDictionary<string, SliceDefinition> Slices { get; init => field = value ?? new Dictionary<string, SliceDefinition>(); } = new Dictionary<string, SliceDefinition>();
}

[JsonConverter(typeof(CamelCaseEnum<ProblemType>))]
public enum ProblemType
{
    Regression,
    Binary,
    Multiclass,
}

/// <summary>Where data comes from and which of it a run learns from.</summary>
public sealed record DataDefinition
{
    public DataFormat Format { get; init; } = DataFormat.Csv;

    /// <summary>How far back from the newest event time in the data a run looks; null is all of it. Needs a time column.</summary>
    public CalendarDuration? History { get; init; }

    /// <summary>Uploads are quiet when nothing arrived for this long; also the length of the window whose uploads share one run.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The newest share of the window (by time, or by row hash) that no training row comes from.</summary>
    public double Holdout { get; init; } = 0.1;

    /// <summary>Fewer rows than this in the window end the run as <c>not-enough-data</c>.</summary>
    public int MinimumRows { get; init; } = 100;

    /// <summary>What uploaded data must be like: <c>contract.json</c> beside the definition, whose members these are. Null holds data against the built-in rules only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DataContract? Contract { get; init; }
}

[JsonConverter(typeof(CamelCaseEnum<DataFormat>))]
public enum DataFormat
{
    Csv,
    Parquet,
}

/// <summary>What starts a run by itself.</summary>
public sealed record TriggersDefinition
{
    public bool Upload { get; init; } = true;

    /// <summary>EventBridge schedule expressions in UTC, such as <c>rate(7 days)</c> or <c>cron(0 3 ? * MON *)</c>.</summary>
    public IReadOnlyList<string> Schedules { get; init; } = [];

    /// <summary>The drift alarm starts a run when there is something new to learn from.</summary>
    public bool Drift { get; init; } = true;
}

/// <summary>The compute steps, each a SageMaker job.</summary>
public sealed record StepsDefinition
{
    public RunStepDefinition Prepare { get; init; } = new();

    public TrainDefinition Train { get; init; } = new();

    public RunStepDefinition Evaluate { get; init; } = new();

    public StepDefinition Monitor { get; init; } = new();
}

/// <summary>One job: its image, its machine and its limits.</summary>
public record StepDefinition
{
    /// <summary>ECR repository of the container in the pipeline's account; null is the product's own image.</summary>
    public string? Image { get; init; }

    public string InstanceType { get; init; } = "ml.m5.large";

    public int InstanceCount { get; init; } = 1;

    public int VolumeSizeInGB { get; init; } = 10;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>The training job: a step with hyperparameters.</summary>
public sealed record TrainDefinition : RunStepDefinition
{
    /// <summary>Handed to the container as they are; for the product's own image LightGBM's parameter names.</summary>
    public IReadOnlyDictionary<string, string> Hyperparameters { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a challenger must reach before it may replace the champion.</summary>
public sealed record GateDefinition
{
    /// <summary>Absolute limits by metric name: <c>mae</c>, <c>rmse</c> and <c>r2</c> of a regression, <c>auc</c>, <c>logLoss</c>, <c>f1</c> and others of a binary classification.</summary>
    public IReadOnlyDictionary<string, ThresholdDefinition> Thresholds { get; init; } = new Dictionary<string, ThresholdDefinition>();

    public ChampionDefinition Champion { get; init; } = new();

    public SliceLimitsDefinition Slices { get; init => field = value ?? new(); } = new();

    public BiasLimitsDefinition Bias { get; init => field = value ?? new(); } = new();

    public CalibrationLimitsDefinition Calibration { get; init => field = value ?? new(); } = new();

    public ExplanationLimitsDefinition Explanations { get; init => field = value ?? new(); } = new();
}

/// <summary>An absolute limit on a metric; either bound may be left out, not both.</summary>
public sealed record ThresholdDefinition
{
    public double? Minimum { get; init; }

    public double? Maximum { get; init; }
}

/// <summary>The comparison with the serving model on the same holdout.</summary>
public sealed record ChampionDefinition
{
    /// <summary>The metric that decides; null is the problem's default (<c>mae</c> for regression, <c>auc</c> for binary).</summary>
    public string? Metric { get; init; }

    /// <summary>By which share of the champion's value the challenger must be better; 0 lets an equal one pass, a negative share tolerates a slightly worse one.</summary>
    public double MinimumImprovement { get; init; }

    /// <summary>How sure it must be that the improvement is that large: the worse end of the paired interval must reach it. Null decides by the value alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Confidence { get; init; }
}

/// <summary>How the champion is served.</summary>
public sealed record ServingDefinition
{
    public ServingMode Mode { get; init; } = ServingMode.Realtime;

    public string InstanceType { get; init; } = "ml.m5.large";

    public int InstanceCount { get; init; } = 1;

    /// <summary>How long the new fleet serves beside the old one before the old one is taken down.</summary>
    public TimeSpan Bake { get; init; } = TimeSpan.Zero;

    /// <summary>The share of requests that is captured for the monitor, in whole per cents; 0 captures none.</summary>
    public double CaptureShare { get; init; } = 1;
}

[JsonConverter(typeof(CamelCaseEnum<ServingMode>))]
public enum ServingMode
{
    Realtime,
    Serverless,
    Batch,
}
