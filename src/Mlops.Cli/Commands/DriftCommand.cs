using System.CommandLine;
using System.Text.Json.Nodes;
using Mlops.Cli.Connections;
using Mlops.Cli.Monitoring;
using Mlops.Cli.Rendering;

namespace Mlops.Cli.Commands;

/// <summary><c>mlops drift</c>: whether the data and the model are still what they were.</summary>
internal static class DriftCommand
{
    private const string Latest = "latest";

    public static Command Create(CliContext context)
    {
        var id = new Argument<string?>("MONITOR") { Description = "A monitoring's id, the beginning of one, or 'latest'. Without it: all, newest first.", Arity = ArgumentArity.ZeroOrOne };
        var report = new Option<FileInfo?>("--report") { Description = "Save the report with its charts there, as HTML.", HelpName = "FILE" };
        var count = Options.Last("monitorings");
        var (pipeline, endpoint, json) = (Options.Pipeline(), Options.Endpoint(), Options.Json());
        var command = new Command("drift", "What monitoring found: drift, quality, alarms, and what was done about it.") { id, report, count, pipeline, endpoint, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var connection = Connector.Connect(context, parsed.GetValue(endpoint));
            var product = await Product.FindAsync(connection, cancellationToken);
            var name = product.Choose(parsed.GetValue(pipeline));
            var archive = new MonitorArchive(connection.S3, product.ArtifactsBucket);
            var file = parsed.GetValue(report);
            if ((parsed.GetValue(id) ?? (file is null ? null : Latest)) is not { } wanted)
            {
                await ListAsync(context, archive, name, parsed.GetValue(count), parsed.GetValue(json), cancellationToken);
                return ExitCode.Success;
            }

            var monitored = await archive.ReadAsync(name, await FindAsync(archive, name, wanted, cancellationToken), cancellationToken);
            if (file is not null)
            {
                await SaveAsync(context, archive, name, monitored.Monitor, file, cancellationToken);
            }

            await MonitorResult.ShowAsync(context, connection, archive, name, monitored, parsed.GetValue(json), cancellationToken);
            return ExitCode.Success;
        });
        return command.With(
            "mlops drift -p ridership                              # every monitoring, newest first",
            "mlops drift -p ridership latest --report drift.html   # the newest in full, and its charts",
            "mlops drift -p ridership 2601020304-1a2b3c4 --json");
    }

    private static async Task ListAsync(CliContext context, MonitorArchive archive, string pipeline, int count, bool json, CancellationToken cancellationToken)
    {
        var monitorings = new List<Monitored>();
        foreach (var monitor in (await archive.ListAsync(pipeline, cancellationToken)).Take(count))
        {
            monitorings.Add(await archive.ReadAsync(pipeline, monitor, cancellationToken));
        }

        context.Output.Write(
            json,
            () => new JsonArray([.. monitorings.Select(each => each.ToJson())]),
            results => MonitorView.Table(results, pipeline, monitorings));
    }

    private static async Task<string> FindAsync(MonitorArchive archive, string pipeline, string wanted, CancellationToken cancellationToken)
    {
        var all = await archive.ListAsync(pipeline, cancellationToken);
        var matches = wanted == Latest ? [.. all.Take(1)] : all.Where(monitor => monitor.StartsWith(wanted, StringComparison.Ordinal)).ToList();
        return matches switch
        {
            [var one] => one,
            [] when wanted == Latest => throw new CliException($"{pipeline} has never been monitored; look now with 'mlops monitor'."),
            [] => throw new CliException($"{pipeline} has no monitoring '{wanted}'; 'mlops drift' lists them."),
            _ => throw new CliException($"'{wanted}' is the beginning of several monitorings: {string.Join(", ", matches.Take(5))}."),
        };
    }

    private static async Task SaveAsync(CliContext context, MonitorArchive archive, string pipeline, string monitor, FileInfo file, CancellationToken cancellationToken)
    {
        if (!await archive.SaveReportAsync(pipeline, monitor, file.FullName, cancellationToken))
        {
            throw new CliException($"The monitoring {monitor} has no report: it ended before its job did, or it is still running.", ExitCode.Failure);
        }

        context.Output.Step($"Saved {file}");
    }
}
