namespace Mlops.Domain.Pipelines;

/// <summary>The columns that a definition names besides label and time: data without one of them cannot be judged as it is demanded.</summary>
public static class NamedColumns
{
    public static IReadOnlyList<string> Of(PipelineDefinition definition) =>
        [.. definition.Problem.Slices.Keys.Concat(definition.Gate.Bias.Columns).Concat(definition.Gate.Explanations.MustNotMatter.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
