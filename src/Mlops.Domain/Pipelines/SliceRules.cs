namespace Mlops.Domain.Pipelines;

/// <summary>What the slices of a definition must obey.</summary>
internal static class SliceRules
{
    private const int MostColumns = 20, MostEdges = 50, MostQuantiles = 20;

    public static IEnumerable<DefinitionProblem> Check(ProblemDefinition problem)
    {
        if (problem.Slices.Count > MostColumns)
        {
            yield return new("$.problem.slices", $"More than {MostColumns} columns.", "Remove some.");
        }

        foreach (var refused in problem.Slices.SelectMany(slice => Column(Path(slice.Key), slice.Key, problem).Concat(Cut(Path(slice.Key), slice.Value))))
        {
            yield return refused;
        }
    }

    /// <summary>What is wrong with a column that rows are to be told apart by.</summary>
    public static IEnumerable<DefinitionProblem> Column(string path, string column, ProblemDefinition problem)
    {
        if (string.IsNullOrWhiteSpace(column))
        {
            yield return new(path, "Empty.", "Name a column of the data.");
        }
        else if (column == problem.Label)
        {
            yield return new(path, "The label is what is predicted: rows of one label have nothing to be told apart by.", "Name another column.");
        }
        else if (column == problem.TimeColumn)
        {
            yield return new(path, "Every time is a value of its own, and the holdout is the newest of them.", "Name another column, such as one with the day of the week.");
        }
    }

    private static string Path(string column) => JsonPath.Member("$.problem.slices", column);

    private static IEnumerable<DefinitionProblem> Cut(string path, SliceDefinition slice)
    {
        if (slice is { Edges: not null, Quantiles: not null })
        {
            yield return new(path, "Edges and quantiles both say where to cut.", "Keep one of them.");
        }

        if (slice.Edges is { } edges && (edges.Count is 0 or > MostEdges || edges.Zip(edges.Skip(1)).Any(pair => !(pair.First < pair.Second)) || !edges.All(double.IsFinite)))
        {
            yield return new($"{path}.edges", $"Edges are 1 to {MostEdges} numbers, each larger than the one before.", "Write a list such as [500, 1000].");
        }

        if (slice.Quantiles is not (null or (>= 2 and <= MostQuantiles)))
        {
            yield return new($"{path}.quantiles", $"There can be 2 to {MostQuantiles} quantiles.", "Write a whole number such as 4.");
        }
    }
}
