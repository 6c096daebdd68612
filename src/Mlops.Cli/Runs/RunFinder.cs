using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;

namespace Mlops.Cli.Runs;

/// <summary>Finds the execution that a person means: by a run's id, the beginning of one, an execution's name, or as the latest.</summary>
internal sealed class RunFinder(Connection connection, Product product)
{
    public const string Latest = "latest";

    public const string Description = "A run's id, the beginning of one, an execution's name, or 'latest'.";

    private readonly RunArchive _archive = new(connection.S3, product.ArtifactsBucket);

    /// <exception cref="CliException">There is none, or more than one.</exception>
    public Task<(string Pipeline, string Execution)> FindAsync(string id, string? pipelineOption, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> pipelines = pipelineOption is null ? [.. product.Pipelines.Keys.Order(StringComparer.Ordinal)] : [product.Choose(pipelineOption)];
        return id == Latest ? FindLatestAsync(pipelines, cancellationToken) : FindAsync(pipelines, id, cancellationToken);
    }

    private async Task<(string Pipeline, string Execution)> FindLatestAsync(IReadOnlyList<string> pipelines, CancellationToken cancellationToken)
    {
        var newest = new List<(string Pipeline, ExecutionListItem Execution)>();
        foreach (var pipeline in pipelines)
        {
            newest.AddRange((await ListAsync(pipeline, cancellationToken)).Take(1).Select(execution => (pipeline, execution)));
        }

        if (newest.Count == 0)
        {
            throw new CliException($"{string.Join(" and ", pipelines)} {(pipelines.Count == 1 ? "has" : "have")} never run; start a run with 'mlops put FILE…'.");
        }

        var (found, latest) = newest.MaxBy(each => each.Execution.StartDate);
        return (found, latest.ExecutionArn);
    }

    private async Task<(string Pipeline, string Execution)> FindAsync(IReadOnlyList<string> pipelines, string id, CancellationToken cancellationToken)
    {
        var runs = new List<(string Pipeline, string Run)>();
        var named = new List<(string Pipeline, string Execution)>();
        foreach (var pipeline in pipelines)
        {
            runs.AddRange((await _archive.ListAsync(pipeline, cancellationToken)).Where(run => run.StartsWith(id, StringComparison.Ordinal)).Select(run => (pipeline, run)));
        }

        if (runs.Count > 1)
        {
            throw new CliException($"'{id}' is the beginning of several runs: {string.Join(", ", runs.Take(5).Select(run => run.Run))}.");
        }

        if (runs.Count == 1 && await _archive.FindAsync(runs[0].Pipeline, runs[0].Run, cancellationToken) is { } found)
        {
            return (runs[0].Pipeline, found.Execution);
        }

        foreach (var pipeline in pipelines)
        {
            named.AddRange((await ListAsync(pipeline, cancellationToken)).Where(execution => execution.Name == id).Select(execution => (pipeline, execution.ExecutionArn)));
        }

        // A trigger names executions by what it was told: two pipelines may have one of the same name.
        return named.Count == 1 ? named[0]
            : throw new CliException(named.Count == 0
                ? $"{string.Join(" and ", pipelines)} {(pipelines.Count == 1 ? "has" : "have")} no run '{id}'; 'mlops runs' lists them."
                : $"{string.Join(" and ", named.Select(each => each.Pipeline))} have a run '{id}' each; say which with --pipeline.");
    }

    private async Task<IReadOnlyList<ExecutionListItem>> ListAsync(string pipeline, CancellationToken cancellationToken)
    {
        var listed = await connection.StepFunctions.ListExecutionsAsync(
            new ListExecutionsRequest { StateMachineArn = product.Pipelines[pipeline], MaxResults = 1000 }, cancellationToken);
        return listed.Executions ?? [];
    }
}
