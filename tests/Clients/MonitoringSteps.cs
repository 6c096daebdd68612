using System.Globalization;
using System.Text.Json.Nodes;
using Clients.Support;

namespace Clients;

/// <summary>Metrics, alarms and logs.</summary>
internal static class MonitoringSteps
{
    private const string Jobs = "/aws/sagemaker/TrainingJobs";

    public static IReadOnlyList<(string Name, Func<StepContext, Task> Run)> All { get; } =
    [
        ("cloudwatch: publish and read metrics", MetricsAsync),
        ("cloudwatch: alarms", AlarmsAsync),
        ("logs: groups and their retention", GroupsAsync),
        ("logs: a function's streams and events", FunctionLogAsync),
        ("logs: a job's, filtered", JobLogAsync),
        ("logs: write and read", WriteAsync),
    ];

    private static async Task MetricsAsync(StepContext step)
    {
        var space = $"Clients/{step.Client.Name}";
        await step.CallAsync("cloudwatch", "PutMetricData", new()
        {
            ["Namespace"] = space,
            ["MetricData"] = new JsonArray(new JsonObject { ["MetricName"] = "Rows", ["Value"] = 31, ["Unit"] = "Count" }),
        });

        var metric = Assert.Single((await step.CallAsync("cloudwatch", "ListMetrics", new() { ["Namespace"] = space }))["Metrics"]!.AsArray())!;
        Assert.Equal("Rows", (string)metric["MetricName"]!);
        var data = await step.CallAsync("cloudwatch", "GetMetricData", new()
        {
            ["StartTime"] = Time(-24),
            ["EndTime"] = Time(24),
            ["MetricDataQueries"] = new JsonArray(
                Query("rows", space, "Rows"), Query("invocations", "AWS/Lambda", "Invocations", ("FunctionName", step.App.PhysicalId("FunctionsSettleFunction")))),
        });
        var results = data["MetricDataResults"]!.AsArray();
        Assert.Equal(31, (double)results[0]!["Values"]!.AsArray().Single()!);
        Assert.True((double)results[1]!["Values"]!.AsArray()[0]! >= 1);
    }

    private static async Task AlarmsAsync(StepContext step)
    {
        var alarms = (await step.CallAsync("cloudwatch", "DescribeAlarms", new() { ["AlarmNamePrefix"] = "mlops-ridership" }))["MetricAlarms"]!.AsArray();
        var alarm = Assert.Single(alarms, one => (string)one!["AlarmName"]! == "mlops-ridership-feature-drift")!;
        Assert.Contains((string)alarm["StateValue"]!, (string[])["OK", "INSUFFICIENT_DATA"]);
        var history = await step.CallAsync("cloudwatch", "DescribeAlarmHistory", new() { ["AlarmName"] = "mlops-ridership-feature-drift" });
        Assert.NotEmpty(history["AlarmHistoryItems"]!.AsArray());
    }

    private static async Task GroupsAsync(StepContext step)
    {
        var groups = (await step.CallAsync("logs", "DescribeLogGroups", new() { ["logGroupNamePrefix"] = step.App.PhysicalId("FunctionsSettleLogs") }))["logGroups"]!.AsArray();
        Assert.Equal(30, (int)Assert.Single(groups)!["retentionInDays"]!);
        var jobs = (await step.CallAsync("logs", "DescribeLogGroups", new() { ["logGroupNamePrefix"] = "/aws/sagemaker/" }))["logGroups"]!.AsArray();
        Assert.Equal(["/aws/sagemaker/ProcessingJobs", Jobs], jobs.Select(group => (string)group!["logGroupName"]!).Where(name => name.EndsWith("Jobs", StringComparison.Ordinal)));
    }

    private static async Task FunctionLogAsync(StepContext step)
    {
        var group = step.App.PhysicalId("FunctionsSettleLogs");
        var streams = (await step.CallAsync("logs", "DescribeLogStreams", new() { ["logGroupName"] = group, ["orderBy"] = "LastEventTime", ["descending"] = true, ["limit"] = 1 }))["logStreams"]!.AsArray();
        var stream = (string)Assert.Single(streams)!["logStreamName"]!;
        Assert.Matches(@"^\d{4}/\d{2}/\d{2}/\[\$LATEST\][0-9a-f]{32}$", stream);

        var head = await step.CallAsync("logs", "GetLogEvents", new() { ["logGroupName"] = group, ["logStreamName"] = stream, ["startFromHead"] = true, ["limit"] = 1 });
        Assert.StartsWith("START RequestId:", (string)Assert.Single(head["events"]!.AsArray())!["message"]!, StringComparison.Ordinal);
        var rest = await step.CallAsync("logs", "GetLogEvents", new() { ["logGroupName"] = group, ["logStreamName"] = stream, ["nextToken"] = (string)head["nextForwardToken"]! });
        Assert.Contains(rest["events"]!.AsArray(), item => ((string)item!["message"]!).StartsWith("REPORT RequestId:", StringComparison.Ordinal));
        var reports = await step.CallAsync("logs", "FilterLogEvents", new() { ["logGroupName"] = group, ["filterPattern"] = "REPORT \"Billed Duration:\" -START" });
        Assert.All(reports["events"]!.AsArray(), item => Assert.StartsWith("REPORT", (string)item!["message"]!, StringComparison.Ordinal));
        Assert.NotEmpty(reports["events"]!.AsArray());
    }

    private static async Task JobLogAsync(StepContext step)
    {
        var job = (string)(await step.CallAsync("sagemaker", "ListTrainingJobs", []))["TrainingJobSummaries"]!.AsArray()[0]!["TrainingJobName"]!;
        var events = (await step.CallAsync("logs", "FilterLogEvents", new() { ["logGroupName"] = Jobs, ["logStreamNamePrefix"] = $"{job}/algo-1-" }))["events"]!.AsArray();

        Assert.NotEmpty(events);
        Assert.Matches($"^{job}/algo-1-[0-9]+$", (string)events[0]!["logStreamName"]!);
    }

    private static async Task WriteAsync(StepContext step)
    {
        var group = $"/clients/{step.Id}";
        var (named, now) = (new JsonObject { ["logGroupName"] = group }, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await step.CallAsync("logs", "CreateLogGroup", named);
        await step.CallAsync("logs", "PutRetentionPolicy", new() { ["logGroupName"] = group, ["retentionInDays"] = 7 });
        await step.CallAsync("logs", "CreateLogStream", new() { ["logGroupName"] = group, ["logStreamName"] = "one" });
        await step.CallAsync("logs", "PutLogEvents", new()
        {
            ["logGroupName"] = group,
            ["logStreamName"] = "one",
            ["logEvents"] = new JsonArray(Event(now, "{\"level\":\"info\",\"rows\":3}"), Event(now + 1, "{\"level\":\"error\",\"rows\":0}"), Event(now + 2, "plain")),
        });

        var found = (await step.CallAsync("logs", "FilterLogEvents", new() { ["logGroupName"] = group, ["filterPattern"] = "{ $.level = \"err*\" && $.rows < 1 }" }))["events"]!.AsArray();
        Assert.Equal("{\"level\":\"error\",\"rows\":0}", (string)Assert.Single(found)!["message"]!);
        await step.CallAsync("logs", "DeleteLogGroup", named);
        var refused = await step.RefusedAsync(new("logs", "DescribeLogStreams", named));
        Assert.Equal("ResourceNotFoundException", refused.Code);
    }

    private static JsonObject Event(long time, string message) => new() { ["timestamp"] = time, ["message"] = message };

    private static JsonObject Query(string id, string space, string metric, params ReadOnlySpan<(string Name, string Value)> dimensions) => new()
    {
        ["Id"] = id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = space,
                ["MetricName"] = metric,
                ["Dimensions"] = new JsonArray([.. dimensions.ToArray().Select(dimension => new JsonObject { ["Name"] = dimension.Name, ["Value"] = dimension.Value })]),
            },
            ["Period"] = 86400,
            ["Stat"] = "Sum",
        },
    };

    private static string Time(int hours) => TimeProvider.System.GetUtcNow().AddHours(hours).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
