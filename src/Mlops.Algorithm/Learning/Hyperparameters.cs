using System.Globalization;
using System.Text.Json;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Transforms;
using Mlops.Domain.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Learning;

/// <summary>What a training job is told: the problem's columns, which are this container's own hyperparameters, and LightGBM's.</summary>
internal sealed record Hyperparameters
{
    private const string Regression = "regression", Binary = "binary";

    public ProblemType Problem { get; init; }

    /// <summary>The positive class as the definition names it; null where the labels leave no doubt, and for a regression.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>The probability from which on a row is positive; null leaves the choice to the validation rows.</summary>
    public double? Threshold { get; init; }

    public required string Label { get; init; }

    public string? TimeColumn { get; init; }

    public required TrainingParameters Training { get; init; }

    /// <summary>SHA-256 of all hyperparameters as canonical JSON.</summary>
    public required string Hash { get; init; }

    /// <summary>Reads SageMaker's <c>hyperparameters.json</c>, an object of strings.</summary>
    public static Hyperparameters ReadFile(string path)
    {
        if (!File.Exists(path))
        {
            throw new JobFailedException($"There are no hyperparameters: {path} is missing.");
        }

        var json = File.ReadAllBytes(path);
        try
        {
            return Parse(JsonSerializer.Deserialize(json, ArtifactJson.Default.DictionaryStringString)!);
        }
        catch (JsonException exception)
        {
            throw new JobFailedException($"{path} must be a JSON object of texts: {exception.Message}", exception);
        }
    }

    public static Hyperparameters Parse(Dictionary<string, string> all)
    {
        var problems = new List<string>();
        var rest = new Dictionary<string, string>(all, StringComparer.Ordinal);
        if (!rest.Remove("label", out var label) || label.Length == 0)
        {
            problems.Add("hyperparameter 'label' must name the column to predict");
        }

        if (rest.Remove("problem", out var problem) && problem is not (Regression or Binary))
        {
            problems.Add($"hyperparameter 'problem' is '{problem}'; this container supports {Regression} and {Binary}");
        }

        rest.Remove("positive_class", out var positiveClass);
        var threshold = Probability(rest, problems);

        rest.Remove("time_column", out var timeColumn);
        var kind = problem == Binary ? ProblemType.Binary : ProblemType.Regression;
        var training = TrainingParameters.Parse(rest, problems, kind);
        return problems.Count == 0
            ? new Hyperparameters
            {
                Problem = kind,
                PositiveClass = positiveClass,
                Threshold = threshold,
                Label = label!,
                TimeColumn = timeColumn is { Length: > 0 } ? timeColumn : null,
                Training = training,
                Hash = ContentHash.Of(CanonicalJson.Of(all, ArtifactJson.Default.DictionaryStringString)),
            }
            : throw JobFailedException.FromProblems("The hyperparameters are not usable:", problems);
    }

    private static double? Probability(Dictionary<string, string> rest, List<string> problems)
    {
        if (!rest.Remove("threshold", out var text))
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold) && threshold is > 0 and < 1)
        {
            return threshold;
        }

        problems.Add($"hyperparameter 'threshold' must be a probability above 0 and below 1, not '{text}'");
        return null;
    }
}
