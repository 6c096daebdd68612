using System.CommandLine;
using Mlops.Cli.Connections;
using Mlops.Cli.Runs;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops run ID</c>: follows a run until it ends, then shows its record.</summary>
internal static class RunCommand
{
    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("RUN") { Description = RunFinder.Description };
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
        var (pipeline, execution) = await new RunFinder(connection, product).FindAsync(id, pipelineOption, cancellationToken);
        return await RunWatch.FollowAsync(context, connection, product, pipeline, execution, json, cancellationToken);
    }
}
