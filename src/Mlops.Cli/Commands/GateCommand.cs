using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Cli.Connections;
using Mlops.Cli.Rendering;
using Mlops.Cli.Runs;
using Mlops.Domain.Json;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops gate</c>: everything that the gate held a model against, and what a person made of it.</summary>
internal static class GateCommand
{
    public static Command Create(CliContext context)
    {
        var run = new Argument<string>("RUN") { Description = RunRecordFinder.Description, DefaultValueFactory = _ => RunFinder.Latest };
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("gate", "Show every rule that a model was held against: value, limit, interval, and why it passed or not.")
        {
            run, pipeline, endpoint, json, GateOverrideCommand.Create(context),
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetValue(endpoint), parsed.GetValue(pipeline), parsed.GetValue(run)!, parsed.GetValue(json), cancellationToken));
        return command.With(
            "mlops gate                                 # the newest verdict of all pipelines",
            "mlops gate 2601020304-1a2b3c4 --json",
            "mlops gate override 2601020304-1a2b3c4 --by 'Ada Lovelace' --reason 'The strike in May is over.'");
    }

    private static async Task<int> RunAsync(CliContext context, string? endpoint, string? pipeline, string id, bool json, CancellationToken cancellationToken)
    {
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var run = await new RunRecordFinder(new RunArchive(connection.S3, product.ArtifactsBucket), product)
            .FindAsync(id, pipeline, each => each.Gate is not null, "that reached the gate", cancellationToken);
        var archive = new GateArchive(connection.S3, product.ArtifactsBucket);
        var verdict = await archive.VerdictAsync(run.Pipeline, run.Run, cancellationToken)
            ?? throw new CliException($"Run {run.Run} has not reached the gate{(run.Error is { } error ? $": it ended with {error.Error}" : "")}.");
        var evaluation = await archive.EvaluationAsync(run.Pipeline, run.Run, cancellationToken);
        context.Output.Write(
            json,
            () => new JsonObject
            {
                ["run"] = run.Run,
                ["pipeline"] = run.Pipeline,
                ["gate"] = JsonSerializer.SerializeToNode(verdict, DomainJson.Wire.GateVerdict),
                ["evaluation"] = evaluation is null ? null : JsonSerializer.SerializeToNode(evaluation, DomainJson.Wire.EvaluationReport),
                ["report"] = archive.ReportUri(run.Pipeline, run.Run),
            },
            results => GateView.Show(results, run, verdict, evaluation, archive.ReportUri(run.Pipeline, run.Run)));
        return ExitCode.Success;
    }
}
