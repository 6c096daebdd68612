using Mlops.Algorithm.Csv;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Monitoring;

/// <summary>What the champion's evaluation and the definition know of the classes; another image's evaluation may not name them.</summary>
internal static class ChampionClasses
{
    // Without an evaluation that names them only the labels that leave no doubt can be read.
    private static readonly BinaryClasses Numbers = new("1", "0");

    public static LabelReader Labels(ProblemDefinition problem, EvaluationReport evaluation) => new(
        problem.Type != ProblemType.Binary ? null
        : evaluation.Challenger.Classification is { } known ? new BinaryClasses(known.Positive, known.Negative)
        : Numbers);

    /// <summary>The champion's threshold, which its metrics of classes were measured at.</summary>
    public static double Threshold(ProblemDefinition problem, EvaluationReport evaluation) =>
        evaluation.Challenger.Classification?.Threshold ?? problem.Threshold ?? 0.5;
}
