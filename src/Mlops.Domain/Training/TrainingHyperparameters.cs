using System.Globalization;
using System.Text.Json;
using Mlops.Domain.Pipelines;

namespace Mlops.Domain.Training;

/// <summary>The hyperparameters of a training job, whole.</summary>
public static class TrainingHyperparameters
{
    /// <summary>The owner's come first and the pipeline's facts last: of what the pipeline sets, only the seed is the owner's to change.</summary>
    public static IReadOnlyDictionary<string, string> Of(PipelineDefinition definition)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["seed"] = "1" };
        foreach (var (name, value) in definition.Steps.Train.Hyperparameters)
        {
            values[name] = value;
        }

        values["problem"] = JsonNamingPolicy.CamelCase.ConvertName(definition.Problem.Type.ToString());
        values["label"] = definition.Problem.Label;
        if (definition.Problem.TimeColumn is { } column)
        {
            values["time_column"] = column;
        }

        if (definition.Problem.PositiveClass is { } positive)
        {
            values["positive_class"] = positive;
        }

        if (definition.Problem.Threshold is { } threshold)
        {
            values["threshold"] = threshold.ToString("R", CultureInfo.InvariantCulture);
        }

        return values;
    }
}
