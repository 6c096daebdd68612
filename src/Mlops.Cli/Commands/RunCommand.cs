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
        return command.With("mlops run latest", "mlops run 2601020304-1a2b3c4 --json");
    }

    private static async Task<int> RunAsync(
        CliContext context, string id, string? pipelineOption, string? endpoint, bool json, CancellationToken cancellationToken)
    {
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var pipeline = product.Choose(pipelineOption);
        var archive = new RunArchive(connection.S3, product.ArtifactsBucket);
        var execution = await FindExecutionAsync(connection, product, archive, pipeline, id, cancellationToken);

        return await RunWatch.FollowAsync(context, connection, product, pipeline, execution, json, cancellationToken);
    }

    private static async Task<string> FindExecutionAsync(
        Connection connection, Product product, RunArchive archive, string pipeline, string id, CancellationToken cancellationToken)
    {
        var runs = await archive.ListAsync(pipeline, cancellationToken);
        var matches = id == Latest ? [] : runs.Where(run => run.StartsWith(id, StringComparison.Ordinal)).ToList();
        if (matches.Count > 1)
        {
            throw new CliException($"'{id}' is the beginning of several runs: {string.Join(", ", matches.Take(5))}.");
        }

        if (matches.Count == 1 && await archive.FindAsync(pipeline, matches[0], cancellationToken) is { } found)
        {
            return found.Execution;
        }

        var executions = await connection.StepFunctions.ListExecutionsAsync(
            new ListExecutionsRequest { StateMachineArn = product.Pipelines[pipeline], MaxResults = 1000 }, cancellationToken);
        var named = (executions.Executions ?? []).FirstOrDefault(execution => id == Latest || execution.Name == id);
        return named?.ExecutionArn
            ?? throw new CliException(id == Latest ? $"{pipeline} has never run; start a run with 'mlops put FILE…'." : $"{pipeline} has no run '{id}'; 'mlops runs' lists them.");
    }
}
