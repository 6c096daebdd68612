namespace Mlops.Domain.Pipelines;

/// <summary>The steps of a run that are jobs, in their order.</summary>
public static class PipelineSteps
{
    public const string Prepare = "prepare", Train = "train", Evaluate = "evaluate";

    public static IReadOnlyList<string> Names { get; } = [Prepare, Train, Evaluate];

    public static bool IsKnown(string step) => Names.Contains(step);

    /// <summary>True when <paramref name="step"/> is <paramref name="first"/> or comes after it.</summary>
    public static bool IsFrom(string first, string step) => Position(step) >= Position(first);

    /// <exception cref="ArgumentException">There is no such step.</exception>
    public static RunStepDefinition Step(this StepsDefinition steps, string name) => name switch
    {
        Prepare => steps.Prepare,
        Train => steps.Train,
        Evaluate => steps.Evaluate,
        _ => throw new ArgumentException($"'{name}' is no step; the steps are {string.Join(", ", Names)}.", nameof(name)),
    };

    private static int Position(string step) => Names.Index().First(each => each.Item == step).Index;
}
