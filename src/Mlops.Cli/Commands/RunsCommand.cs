using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Connections;
using Mlops.Cli.Rendering;
using Mlops.Cli.Runs;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops runs</c>: what ran, why, and what came of it.</summary>
internal static class RunsCommand
{
    public static Command Create(CliContext context)
    {
        var count = Options.Last();
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("runs", "List runs, newest first: cause, outcome, metrics.") { count, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var archive = new RunArchive(connection.S3, product.ArtifactsBucket);
            var runs = new List<RunRecord>();
            foreach (var name in parsed.GetValue(pipeline) is { } given ? [product.Choose(given)] : product.Pipelines.Keys)
            {
                runs.AddRange(await archive.NewestAsync(name, parsed.GetValue(count), cancellationToken));
            }

            var newest = runs.OrderByDescending(run => run.StartedAt).Take(parsed.GetValue(count)).ToList();
            context.Output.Write(
                parsed.GetValue(json),
                () => new JsonArray([.. newest.Select(run => JsonSerializer.SerializeToNode(run, DomainJson.Wire.RunRecord))]),
                results => RunView.Table(results, newest));
            return ExitCode.Success;
        });
        return command.With("mlops runs", "mlops runs -p ridership -n 5 --json");
    }
}
