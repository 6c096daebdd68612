using Mlops.Domain.Evaluation;

namespace Mlops.Domain.Pipelines;

/// <summary>What the gate's limits on slices, bias, calibration and explanations must obey, and what fits the kind of problem.</summary>
internal static class GateLimitRules
{
    private const int MostColumns = 20;

    public static IEnumerable<DefinitionProblem> Check(GateDefinition gate, ProblemDefinition problem) =>
    [
        .. Slices(gate.Slices, problem),
        .. Bias(gate.Bias, problem),
        .. Calibration(gate.Calibration, problem.Type),
        .. Explanations(gate.Explanations, problem),
    ];

    private static IEnumerable<DefinitionProblem> Slices(SliceLimitsDefinition slices, ProblemDefinition problem)
    {
        const string Path = "$.gate.slices";
        if (problem.Slices.Count == 0 && (slices.MaximumRegression is not null || slices.Thresholds.Count > 0))
        {
            yield return new(Path, "There are no slices to limit.", "Name columns in $.problem.slices, such as { \"region\": {} }.");
        }

        foreach (var (index, column) in slices.Columns.Index().Where(column => !problem.Slices.ContainsKey(column.Item)))
        {
            yield return new($"{Path}.columns[{index}]", $"'{column}' is no slice of the problem, so it is not measured apart.", "Add it to $.problem.slices, or remove it here.");
        }

        if (slices.MinimumRows < 2)
        {
            yield return Rows($"{Path}.minimumRows");
        }

        if (slices is { MaximumRegression: not null, MinimumRows: >= 2 and < ResampleUnits.Fewest, Confidence: > 0 })
        {
            yield return new($"{Path}.minimumRows", $"Of fewer than {ResampleUnits.Fewest} rows no interval can be told: a regression there is always taken for chance, and refuses nothing.", $"Ask for {ResampleUnits.Fewest} or more, or set $.gate.slices.confidence to 0.");
        }

        if (slices.MaximumRegression is not (null or (>= 0 and <= 100)))
        {
            yield return new($"{Path}.maximumRegression", "The regression is a share from 0 to 100.", "Write a share such as 0.1.");
        }

        if (slices.Confidence is not (0 or (>= 0.5 and <= 0.999)))
        {
            yield return GateRules.Confidence($"{Path}.confidence");
        }

        foreach (var refused in GateRules.Thresholds($"{Path}.thresholds", slices.Thresholds, problem.Type))
        {
            yield return refused;
        }
    }

    private static IEnumerable<DefinitionProblem> Bias(BiasLimitsDefinition bias, ProblemDefinition problem)
    {
        const string Path = "$.gate.bias";
        (string Name, double? Value)[] limits =
        [
            ("maximumDemographicParityDifference", bias.MaximumDemographicParityDifference), ("minimumDemographicParityRatio", bias.MinimumDemographicParityRatio),
            ("maximumEqualizedOddsDifference", bias.MaximumEqualizedOddsDifference), ("maximumDifferenceInPositiveProportions", bias.MaximumDifferenceInPositiveProportions),
        ];
        var isAsked = bias.Columns.Count > 0 || limits.Any(limit => limit.Value is not null);
        if (isAsked && problem.Type == ProblemType.Regression)
        {
            yield return new(Path, "Bias is told by the shares of rows that are said to be positive, and a regression says no class.", "Limit the errors of groups instead: $.problem.slices and $.gate.slices.thresholds.");
            yield break;
        }

        if (isAsked && bias.Columns.Count == 0)
        {
            yield return new($"{Path}.columns", "There are limits, and no columns whose values are the groups.", "Name the sensitive columns.");
        }

        if (bias.Columns.Count > MostColumns || bias.Columns.Distinct(StringComparer.Ordinal).Count() != bias.Columns.Count)
        {
            yield return new($"{Path}.columns", $"More than {MostColumns} columns, or one of them twice.", "Remove some.");
        }

        foreach (var refused in bias.Columns.Index().SelectMany(column => SliceRules.Column($"{Path}.columns[{column.Index}]", column.Item, problem)))
        {
            yield return refused;
        }

        if (bias.MinimumRows < 2)
        {
            yield return Rows($"{Path}.minimumRows");
        }

        foreach (var (name, _) in limits.Where(limit => limit.Value is not (null or (>= 0 and <= 1))))
        {
            yield return new($"{Path}.{name}", "A difference or ratio of shares lies between 0 and 1.", "Write a number such as 0.1.");
        }
    }

    private static IEnumerable<DefinitionProblem> Calibration(CalibrationLimitsDefinition calibration, ProblemType problem)
    {
        const string Path = "$.gate.calibration";
        if (problem == ProblemType.Regression && calibration != new CalibrationLimitsDefinition())
        {
            yield return new(Path, "Calibration is about probabilities, and a regression predicts none.", "Remove it; $.gate.thresholds limits errors.");
            yield break;
        }

        foreach (var (name, _) in new[] { ("maximumError", calibration.MaximumError), ("maximumInTheLarge", calibration.MaximumInTheLarge) }.Where(limit => limit.Item2 is not (null or (>= 0 and <= 1))))
        {
            yield return new($"{Path}.{name}", "A difference of probabilities lies between 0 and 1.", "Write a number such as 0.1.");
        }

        if (calibration.MinimumSlope > calibration.MaximumSlope)
        {
            yield return new($"{Path}.minimumSlope", "The smallest slope lies above the largest: no model could pass.", "Swap or correct them.");
        }
    }

    private static IEnumerable<DefinitionProblem> Explanations(ExplanationLimitsDefinition explanations, ProblemDefinition problem)
    {
        foreach (var (column, share) in explanations.MustNotMatter)
        {
            var path = JsonPath.Member("$.gate.explanations.mustNotMatter", column);
            if (string.IsNullOrWhiteSpace(column) || column == problem.Label)
            {
                yield return new(path, "This is no column that a model reads.", "Name a column of the data other than the label.");
            }

            if (share is not (>= 0 and < 1))
            {
                yield return new(path, "The share of the importance lies from 0 to below 1.", "Write a share such as 0.05.");
            }
        }
    }

    private static DefinitionProblem Rows(string path) => new(path, "At least two rows are needed to measure anything.", "Write a whole number such as 100.");
}
