using System.CommandLine;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Runs;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops run ID</c>: follows a run until it ends, then shows its record.</summary>
internal static class RunCommand
{
    private const string Latest = "latest";

    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("RUN") { Description = "A run's id, the beginning of one, an execution's name, or 'latest'." };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("run", "Follow a run live until it ends, then show its record.") { id, pipeline, endpoint, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetRequiredValue(id), parsed.GetValue(pipeline), parsed.GetValue(endpoint), parsed.GetValue(json), cancellationToken));
        return command.With("mlops run latest                             # the newest of all pipelines", "mlops run 2601020304-1a2b3c4 --json");
    }

    private static async Task<int> RunAsync(
        CliContext context, string id, string? pipelineOption, string? endpoint, bool json, CancellationToken cancellationToken)
    {
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var archive = new RunArchive(connection.S3, product.ArtifactsBucket);
        IReadOnlyList<string> pipelines = pipelineOption is null ? [.. product.Pipelines.Keys.Order(StringComparer.Ordinal)] : [product.Choose(pipelineOption)];
        var (pipeline, execution) = id == Latest
            ? await FindLatestAsync(connection, product, pipelines, cancellationToken)
            : await FindAsync(connection, product, archive, pipelines, id, cancellationToken);
        return await RunWatch.FollowAsync(context, connection, product, pipeline, execution, json, cancellationToken);
    }

    private static async Task<(string Pipeline, string Execution)> FindLatestAsync(
        Connection connection, Product product, IReadOnlyList<string> pipelines, CancellationToken cancellationToken)
    {
        var newest = new List<(string Pipeline, ExecutionListItem Execution)>();
        foreach (var pipeline in pipelines)
        {
            newest.AddRange((await ListAsync(connection, product, pipeline, cancellationToken)).Take(1).Select(execution => (pipeline, execution)));
        }

        if (newest.Count == 0)
        {
            throw new CliException($"{string.Join(" and ", pipelines)} {(pipelines.Count == 1 ? "has" : "have")} never run; start a run with 'mlops put FILE…'.");
        }

        var (found, latest) = newest.MaxBy(each => each.Execution.StartDate);
        return (found, latest.ExecutionArn);
    }

    private static async Task<(string Pipeline, string Execution)> FindAsync(
        Connection connection, Product product, RunArchive archive, IReadOnlyList<string> pipelines, string id, CancellationToken cancellationToken)
    {
        var runs = new List<(string Pipeline, string Run)>();
        var named = new List<(string Pipeline, string Execution)>();
        foreach (var pipeline in pipelines)
        {
            runs.AddRange((await archive.ListAsync(pipeline, cancellationToken)).Where(run => run.StartsWith(id, StringComparison.Ordinal)).Select(run => (pipeline, run)));
        }

        if (runs.Count > 1)
        {
            throw new CliException($"'{id}' is the beginning of several runs: {string.Join(", ", runs.Take(5).Select(run => run.Run))}.");
        }

        if (runs.Count == 1 && await archive.FindAsync(runs[0].Pipeline, runs[0].Run, cancellationToken) is { } found)
        {
            return (runs[0].Pipeline, found.Execution);
        }

        foreach (var pipeline in pipelines)
        {
            named.AddRange((await ListAsync(connection, product, pipeline, cancellationToken)).Where(execution => execution.Name == id).Select(execution => (pipeline, execution.ExecutionArn)));
        }

        // A trigger names executions by what it was told: two pipelines may have one of the same name.
        return named.Count == 1 ? named[0]
            : throw new CliException(named.Count == 0
                ? $"{string.Join(" and ", pipelines)} {(pipelines.Count == 1 ? "has" : "have")} no run '{id}'; 'mlops runs' lists them."
                : $"{string.Join(" and ", named.Select(each => each.Pipeline))} have a run '{id}' each; say which with --pipeline.");
    }

    private static async Task<IReadOnlyList<ExecutionListItem>> ListAsync(Connection connection, Product product, string pipeline, CancellationToken cancellationToken)
    {
        var listed = await connection.StepFunctions.ListExecutionsAsync(
            new ListExecutionsRequest { StateMachineArn = product.Pipelines[pipeline], MaxResults = 1000 }, cancellationToken);
        return listed.Executions ?? [];
    }
}
