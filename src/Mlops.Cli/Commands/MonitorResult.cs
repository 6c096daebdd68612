using System.Text.Json.Nodes;
using Amazon.Runtime;
using Mlops.Cli.Connections;
using Mlops.Cli.Monitoring;
using Mlops.Cli.Rendering;

namespace Mlops.Cli.Commands;

/// <summary>Shows one monitoring with what its alarms say now.</summary>
internal static class MonitorResult
{
    public static async Task ShowAsync(
        CliContext context, Connection connection, MonitorArchive archive, string pipeline, Monitored monitored, bool json, CancellationToken cancellationToken)
    {
        var report = await archive.FullReportAsync(pipeline, monitored.Monitor, cancellationToken);
        var alarms = await AlarmsAsync(context, connection, pipeline, cancellationToken);
        var uri = archive.ReportUri(pipeline, monitored.Monitor);
        context.Output.Write(
            json,
            () =>
            {
                var document = monitored.ToJson();
                document["pipeline"] = pipeline;
                document["report"] = report?.DeepClone();
                document["html"] = uri;
                document["alarms"] = new JsonArray([.. alarms.Select(alarm => alarm.ToJson())]);
                return document;
            },
            results => MonitorView.Details(results, pipeline, monitored, report, alarms, uri));
    }

    /// <summary>Whoever may read the reports need not be allowed to read alarms.</summary>
    private static async Task<IReadOnlyList<AlarmState>> AlarmsAsync(CliContext context, Connection connection, string pipeline, CancellationToken cancellationToken)
    {
        try
        {
            return await AlarmState.ReadAsync(connection.CloudWatch, pipeline, cancellationToken);
        }
        catch (AmazonServiceException e)
        {
            context.Output.Step($"The alarms cannot be read: {e.ErrorCode}: {e.Message}");
            return [];
        }
    }
}
