using System.Text.Json;
using Mlops.Algorithm.Jobs;
using Mlops.Algorithm.Transforms;
using Mlops.Domain.Json;

namespace Mlops.Algorithm.Learning;

/// <summary>What a training job is told: the problem's columns, which are this container's own hyperparameters, and LightGBM's.</summary>
internal sealed record Hyperparameters
{
    private const string Regression = "regression";

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

        if (rest.Remove("problem", out var problem) && problem != Regression)
        {
            problems.Add($"hyperparameter 'problem' is '{problem}'; this container supports {Regression}");
        }

        rest.Remove("time_column", out var timeColumn);
        var training = TrainingParameters.Parse(rest, problems);
        return problems.Count == 0
            ? new Hyperparameters
            {
                Label = label!,
                TimeColumn = timeColumn is { Length: > 0 } ? timeColumn : null,
                Training = training,
                Hash = ContentHash.Of(CanonicalJson.Of(all, ArtifactJson.Default.DictionaryStringString)),
            }
            : throw JobFailedException.FromProblems("The hyperparameters are not usable:", problems);
    }
}
