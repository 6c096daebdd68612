using System.Text.RegularExpressions;
using Mlops.Domain.Contracts;

namespace Mlops.Domain.Pipelines;

/// <summary>What a well-formed definition must also obey: ranges (the product's and SageMaker's), what fits together, and what is not supported yet.</summary>
internal static partial class DefinitionRules
{
    /// <summary>SageMaker's longest processing job, 9 days, and longest training job, 28 days.</summary>
    private static readonly TimeSpan LongestProcessing = TimeSpan.FromSeconds(777_600), LongestTraining = TimeSpan.FromDays(28);

    // The container is told these by the pipeline itself.
    private static readonly string[] ReservedHyperparameters = ["problem", "label", "time_column", "positive_class", "threshold"];

    public static IEnumerable<DefinitionProblem> Check(PipelineDefinition definition) =>
    [
        .. Name(definition.Name),
        .. Problem(definition.Problem),
        .. Data(definition.Data, definition.Problem),
        .. ContractRules.Check(definition),
        .. Step(definition.Steps.Prepare, "$.steps.prepare", LongestProcessing),
        .. Step(definition.Steps.Train, "$.steps.train", LongestTraining),
        .. Hyperparameters(definition.Steps.Train.Hyperparameters),
        .. Step(definition.Steps.Evaluate, "$.steps.evaluate", LongestProcessing),
        .. Step(definition.Steps.Monitor, "$.steps.monitor", LongestProcessing),
        .. SliceRules.Check(definition.Problem),
        .. CacheRules.Check(definition.Steps),
        .. OverrideRules.Check(definition.Overrides),
        .. GateRules.Check(definition.Gate, definition.Problem.Type),
        .. GateLimitRules.Check(definition.Gate, definition.Problem),
        .. RegistryRules.Check(definition.Registry),
        .. Serving(definition.Serving),
        .. TriggerRules.Check(definition.Triggers),
        .. MonitorRules.Check(definition),
    ];

    private static IEnumerable<DefinitionProblem> Name(string name)
    {
        if (!NamePattern().IsMatch(name))
        {
            yield return new("$.name", $"'{name}' is not a pipeline name.", "Use 2 to 24 of a-z, 0-9 and single hyphens, starting with a letter and not ending with a hyphen.");
        }
    }

    private static IEnumerable<DefinitionProblem> Problem(ProblemDefinition problem)
    {
        if (problem.Type is ProblemType.Multiclass)
        {
            yield return NotYet("$.problem.type", "Multiclass problems: the metrics, the gate and the algorithm know numbers and two classes only", "Use regression or binary.");
        }

        foreach (var refused in Classes(problem))
        {
            yield return refused;
        }

        if (string.IsNullOrWhiteSpace(problem.Label))
        {
            yield return new("$.problem.label", "Empty.", "Name the column to predict.");
        }

        if (problem.TimeColumn is { } time && (string.IsNullOrWhiteSpace(time) || time == problem.Label))
        {
            yield return new("$.problem.timeColumn", "The time column must be a column of its own, other than the label.", "Name the column with the time of the event, or leave the member out.");
        }
    }

    private static IEnumerable<DefinitionProblem> Classes(ProblemDefinition problem)
    {
        (string Member, bool IsGiven)[] members = [("positiveClass", problem.PositiveClass is not null), ("threshold", problem.Threshold is not null)];
        foreach (var (member, _) in members.Where(member => member.IsGiven && problem.Type == ProblemType.Regression))
        {
            yield return new($"$.problem.{member}", "A regression predicts a number, not a class.", "Remove it, or use the type binary.");
        }

        if (string.IsNullOrWhiteSpace(problem.PositiveClass ?? "given"))
        {
            yield return new("$.problem.positiveClass", "Empty.", "Write the label's value that the probability is of, such as 'yes'.");
        }

        if (problem.Threshold is not (null or (> 0 and < 1)))
        {
            yield return new("$.problem.threshold", "The threshold is a probability above 0 and below 1.", "Write a number such as 0.5, or leave it out: training then takes the one with the best F1.");
        }
    }

    private static IEnumerable<DefinitionProblem> Data(DataDefinition data, ProblemDefinition problem)
    {
        if (data.Format is DataFormat.Parquet)
        {
            yield return NotYet("$.data.format", "Parquet: the prepare step reads CSV only", "Convert the files to CSV and use csv.");
        }

        if (data.History is not null && problem.TimeColumn is null)
        {
            yield return new("$.data.history", "A history window needs a time column.", "Add $.problem.timeColumn, or leave history out to learn from all data.");
        }

        if (data.History is { } history && (history.IsZero || history.Months > 12 * 1000 || history.Days > 366_000))
        {
            yield return new("$.data.history", "The history window must be longer than nothing and at most a thousand years.", "Write a duration such as P3Y.");
        }

        if (data.Settle < TimeSpan.FromSeconds(1) || data.Settle > TimeSpan.FromHours(12) || data.Settle.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return new("$.data.settle", "The settle time must be whole seconds from PT1S to PT12H.", "Write a duration such as PT5M.");
        }

        if (data.Holdout is not (> 0 and <= 0.5))
        {
            yield return new("$.data.holdout", "The holdout must be a share above 0 and at most 0.5.", "Write a share such as 0.1.");
        }

        if (data.MinimumRows < 1)
        {
            yield return new("$.data.minimumRows", "At least one row is needed.", "Write a whole number of 1 or more.");
        }
    }

    private static IEnumerable<DefinitionProblem> Step(StepDefinition step, string path, TimeSpan longest)
    {
        if (step.Image is { } image && (image.Length is < 2 or > 256 || !RepositoryPattern().IsMatch(image)))
        {
            yield return new($"{path}.image", $"'{image}' is not an ECR repository name.", "Write the repository's name without registry, tag or digest, such as team/trainer.");
        }

        if (!InstancePattern().IsMatch(step.InstanceType))
        {
            yield return Instance($"{path}.instanceType", step.InstanceType);
        }

        if (step.InstanceCount != 1)
        {
            yield return NotYet($"{path}.instanceCount", "More or fewer than one instance: the steps run on one machine", "Use 1, and a larger instance type.");
        }

        if (step.VolumeSizeInGB is < 1 or > 16384)
        {
            yield return new($"{path}.volumeSizeInGB", "The volume must have 1 to 16384 GB.", "Write a whole number in that range.");
        }

        if (step.Timeout < TimeSpan.FromSeconds(1) || step.Timeout > longest || step.Timeout.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return new($"{path}.timeout", $"The timeout must be whole seconds from PT1S to P{longest.Days}D.", "Write a duration such as PT1H.");
        }
    }

    private static IEnumerable<DefinitionProblem> Hyperparameters(IReadOnlyDictionary<string, string> values)
    {
        const string Path = "$.steps.train.hyperparameters";
        if (values.Count > 90)
        {
            yield return new(Path, "More than 90 hyperparameters: SageMaker takes 100, and the pipeline adds its own.", "Remove some.");
        }

        foreach (var (name, value) in values)
        {
            if (ReservedHyperparameters.Contains(name))
            {
                yield return new($"{Path}.{name}", "The pipeline sets this one from $.problem.", "Remove it.");
            }

            if (name.Length is 0 or > 256 || value.Length > 2500)
            {
                yield return new($"{Path}.{name}", "SageMaker takes names of 1 to 256 and values of up to 2500 characters.", "Shorten it.");
            }
        }
    }

    private static IEnumerable<DefinitionProblem> Serving(ServingDefinition serving)
    {
        if (serving.Mode is not ServingMode.Realtime)
        {
            yield return NotYet("$.serving.mode", $"{serving.Mode} serving: models are deployed to a real-time endpoint only", "Use realtime.");
        }

        if (!InstancePattern().IsMatch(serving.InstanceType))
        {
            yield return Instance("$.serving.instanceType", serving.InstanceType);
        }

        if (serving.InstanceCount is < 1 or > 100)
        {
            yield return new("$.serving.instanceCount", "The endpoint must have 1 to 100 instances.", "Write a whole number in that range.");
        }

        if (serving.Bake < TimeSpan.Zero || serving.Bake > TimeSpan.FromHours(1) || serving.Bake.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return new("$.serving.bake", "SageMaker keeps the old fleet for whole seconds from PT0S to PT1H.", "Write a duration in that range.");
        }

        if (serving.CaptureShare is not (>= 0 and <= 1) || Math.Round(serving.CaptureShare * 100) / 100 != serving.CaptureShare)
        {
            yield return new("$.serving.captureShare", "SageMaker captures whole per cents of the requests.", "Write a share such as 0.05, 1, or 0 for none.");
        }
    }

    private static DefinitionProblem NotYet(string path, string what, string cure) => new(path, $"Not supported yet: {what}.", cure);

    private static DefinitionProblem Instance(string path, string value) => new(path, $"'{value}' is not a SageMaker instance type.", "Write one such as ml.m5.large.");

    [GeneratedRegex(@"^(?=.{2,24}\z)[a-z][a-z0-9]*(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^ml\.[a-z][a-z0-9-]*\.[a-z0-9-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex InstancePattern();

    [GeneratedRegex(@"^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex RepositoryPattern();
}
