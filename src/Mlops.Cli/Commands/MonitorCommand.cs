using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Monitoring;
using Mlops.Cli.Runs;
using Mlops.Domain.Triggers;
using Spectre.Console;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops monitor</c>: looks now, instead of when the schedule says.</summary>
internal static class MonitorCommand
{
    public static Command Create(CliContext context)
    {
        var (pipeline, noWait, endpoint, json) = (Options.Pipeline(), Options.NoWait(), Options.Endpoint(), Options.Json());
        var command = new Command("monitor", "Judge what the endpoint was asked since the last promotion, now; then show it as 'mlops drift' does.") { pipeline, noWait, endpoint, json };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(context, parsed.GetValue(endpoint), parsed.GetValue(pipeline), parsed.GetValue(noWait), parsed.GetValue(json), cancellationToken));
        return command.With("mlops monitor -p ridership", "mlops monitor -p ridership --no-wait");
    }

    private static async Task<int> RunAsync(
        CliContext context, string? endpoint, string? pipelineOption, bool noWait, bool json, CancellationToken cancellationToken)
    {
        using var connection = Connector.Connect(context, endpoint);
        var product = await Product.FindAsync(connection, cancellationToken);
        var pipeline = product.Choose(pipelineOption);
        var execution = await StartAsync(context, connection, product, pipeline, cancellationToken);
        if (noWait)
        {
            context.Output.Write(
                json,
                () => new JsonObject { ["pipeline"] = pipeline, ["execution"] = execution },
                results => results.MarkupLine("Started. What it finds: [bold]mlops drift latest[/]"));
            return ExitCode.Success;
        }

        var ended = await RunWatch.Follower(context, connection).FollowAsync(execution, cancellationToken);
        if (ended.Status != ExecutionStatus.SUCCEEDED)
        {
            throw new CliException($"The monitoring did not end well ({ended.Status}): {ended.Error}: {ended.Cause}", ExitCode.Failure);
        }

        var plan = Plan(ended.Output);
        if (Monitored.Text(plan, "status") == "nothing")
        {
            context.Output.Write(
                json,
                () => new JsonObject { ["pipeline"] = pipeline, ["execution"] = execution, ["plan"] = plan!.DeepClone() },
                results => results.WriteLine($"There is nothing to judge: {Monitored.Text(plan, "reason")}"));
            return ExitCode.Success;
        }

        var archive = new MonitorArchive(connection.S3, product.ArtifactsBucket);
        var monitor = Monitored.Text(plan, "monitor") ?? RunId.Of(execution, new DateTimeOffset(ended.StartDate ?? default, TimeSpan.Zero));
        var monitored = await archive.ReadAsync(pipeline, monitor, cancellationToken);
        await MonitorResult.ShowAsync(context, connection, archive, pipeline, monitored, json, cancellationToken);
        return ExitCode.Success;
    }

    private static async Task<string> StartAsync(CliContext context, Connection connection, Product product, string pipeline, CancellationToken cancellationToken)
    {
        try
        {
            var input = new JsonObject { ["pipeline"] = pipeline, ["scheduledAt"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) };
            var started = await connection.StepFunctions.StartExecutionAsync(
                new StartExecutionRequest { StateMachineArn = product.MonitorMachine(pipeline), Name = $"monitor-{RequestId.Create(context.Clock)}", Input = input.ToJsonString() },
                cancellationToken);
            return started.ExecutionArn;
        }
        catch (StateMachineDoesNotExistException)
        {
            throw new CliException($"{pipeline} has no monitor: give its pipeline.json a 'monitor', and deploy.");
        }
    }

    /// <summary>What the machine's first function answered, in the state data that the execution ended with.</summary>
    private static JsonObject? Plan(string? output)
    {
        try
        {
            return output is null ? null : (JsonNode.Parse(output) as JsonObject)?["plan"] as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
