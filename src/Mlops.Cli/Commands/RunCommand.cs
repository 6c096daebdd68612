using System.CommandLine;
using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Rendering;
using Mlops.Cli.Runs;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Spectre.Console;

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

        await new RunFollower(connection.StepFunctions, context.Clock, progress => Show(context, progress)).FollowAsync(execution, cancellationToken);
        var run = await FindRunAsync(archive, pipeline, execution, cancellationToken);
        if (run is null)
        {
            throw new CliException("The execution ended before it was admitted as a run, so it has no record; its history says why.", ExitCode.Failure);
        }

        context.Output.Write(json, () => JsonSerializer.SerializeToNode(run, DomainJson.Wire.RunRecord)!, results => RunView.Details(results, run));
        return run.Outcome is RunOutcome.Failed or RunOutcome.Rejected or RunOutcome.NotEnoughData ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Show(CliContext context, FollowedEvent progress)
    {
        var indent = new string(' ', 2 * progress.Depth);
        context.Output.Progress.MarkupLineInterpolated(progress is FollowedEvent.JobSubmitted job
            ? (FormattableString)$"[grey]{progress.At:HH:mm:ss}  {indent}  {job.Job}[/]"
            : $"[grey]{progress.At:HH:mm:ss}[/]  {indent}{progress.State}");
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

    private static async Task<RunRecord?> FindRunAsync(RunArchive archive, string pipeline, string execution, CancellationToken cancellationToken) =>
        (await archive.NewestAsync(pipeline, 50, cancellationToken)).FirstOrDefault(run => run.Execution == execution);
}
