using System.CommandLine;
using System.Text.Json.Nodes;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Logs;
using Mlops.Cli.Runs;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops logs RUN</c>: what a run's functions, jobs and state machines wrote, in order of time.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    public static Command Create(CliContext context)
    {
        var id = new Argument<string>("RUN") { Description = RunFinder.Description };
        var step = new Option<string?>("--step", "-s") { Description = "Only what this step wrote, such as Train or Deploy/SmokeTest; 'machine' is the state machine itself.", HelpName = "STEP" };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on showing lines as they come until the run ends; with --json one document a line." };
        var tail = Options.Tail();
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("logs", "Show the log lines of a run: its functions, its jobs, its state machines.") { id, step, follow, tail, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var (_, execution) = await new RunFinder(connection, product).FindAsync(parsed.GetRequiredValue(id), parsed.GetValue(pipeline), cancellationToken);
            var wanted = new Wanted(execution, parsed.GetValue(step), parsed.GetValue(tail), parsed.GetValue(follow), parsed.GetValue(json));
            await ShowAsync(context, connection, wanted, cancellationToken);
            return ExitCode.Success;
        });
        return command.With(
            "mlops logs latest                            # everything that the newest run wrote",
            "mlops logs latest --step Train --follow      # the training job, live",
            "mlops logs 2601020304-1a2b3c4 --tail 50 --json");
    }

    private static async Task ShowAsync(CliContext context, Connection connection, Wanted wanted, CancellationToken cancellationToken)
    {
        var (sources, reader) = (new LogSources(connection), new LogReader(connection.Logs));
        for (var isFirst = true; ; isFirst = false)
        {
            // The status is read first: what a finished execution wrote is then all there.
            var execution = await connection.StepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = wanted.Execution }, cancellationToken);
            var goesOn = wanted.Follow && execution.Status == ExecutionStatus.RUNNING;
            var lines = await reader.ReadNewAsync(Chosen(await sources.FindAsync(execution, cancellationToken), wanted.Step, goesOn), cancellationToken);
            Print(context, isFirst && wanted.Tail is { } most ? [.. lines.TakeLast(most)] : lines, wanted);
            if (!goesOn)
            {
                if (isFirst && lines.Count == 0)
                {
                    context.Output.Step("Nothing is written of it yet, or no longer kept: log groups forget after their retention.");
                }

                return;
            }

            await Task.Delay(Look, context.Clock, cancellationToken);
        }
    }

    /// <exception cref="CliException">There is no such step, and none can come.</exception>
    private static IReadOnlyList<LogSource> Chosen(IReadOnlyList<LogSource> sources, string? step, bool mayCome)
    {
        IReadOnlyList<LogSource> chosen = step is null ? sources : [.. sources.Where(source => source.Is(step))];
        return chosen.Count > 0 || step is null || mayCome
            ? chosen
            : throw new CliException($"The run has no step '{step}' that writes a log; it has {string.Join(", ", sources.Select(source => source.Step).Distinct())}.");
    }

    private static void Print(CliContext context, IReadOnlyList<LogLine> lines, Wanted wanted)
    {
        if (wanted is { AsJson: true, Follow: false })
        {
            context.Output.Json(new JsonArray([.. lines.Select(line => line.ToJson())]));
            return;
        }

        foreach (var line in lines)
        {
            context.Output.StandardOutput.WriteLine(wanted.AsJson ? line.ToJson().ToJsonString() : line.ToText());
        }
    }

    private sealed record Wanted(string Execution, string? Step, int? Tail, bool Follow, bool AsJson);
}
