using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>The message that an alarm's action publishes to a topic.</summary>
internal static class AlarmMessage
{
    private const int LongestSubject = 100;

    private static readonly Dictionary<string, string> RegionNames = new(StringComparer.Ordinal)
    {
        ["us-east-1"] = "US East (N. Virginia)",
        ["us-east-2"] = "US East (Ohio)",
        ["us-west-1"] = "US West (N. California)",
        ["us-west-2"] = "US West (Oregon)",
        ["ca-central-1"] = "Canada (Central)",
        ["eu-central-1"] = "EU (Frankfurt)",
        ["eu-west-1"] = "EU (Ireland)",
        ["eu-west-2"] = "EU (London)",
        ["eu-west-3"] = "EU (Paris)",
        ["eu-north-1"] = "EU (Stockholm)",
        ["ap-northeast-1"] = "Asia Pacific (Tokyo)",
        ["ap-southeast-1"] = "Asia Pacific (Singapore)",
        ["ap-southeast-2"] = "Asia Pacific (Sydney)",
        ["ap-south-1"] = "Asia Pacific (Mumbai)",
        ["sa-east-1"] = "South America (Sao Paulo)",
    };

    public static string Subject(Alarm alarm, string region)
    {
        var subject = $"{alarm.State.Value}: \"{alarm.Name}\" in {NameOf(region)}";
        return subject.Length <= LongestSubject ? subject : $"{subject[..(LongestSubject - 3)]}...";
    }

    public static JsonObject Body(Alarm before, Alarm after, string account, string region)
    {
        var body = new JsonObject
        {
            ["AlarmName"] = after.Name,
            ["AlarmDescription"] = after.Description,
            ["AWSAccountId"] = account,
            ["AlarmConfigurationUpdatedTimestamp"] = JavaText.Time(after.ConfigurationUpdated),
            ["NewStateValue"] = after.State.Value,
            ["NewStateReason"] = after.State.Reason,
            ["StateChangeTime"] = JavaText.Time(after.State.Updated),
            ["Region"] = NameOf(region),
            ["AlarmArn"] = after.Arn,
            ["OldStateValue"] = before.State.Value,
            ["OKActions"] = Targets(after, Alarm.Ok),
            ["AlarmActions"] = Targets(after, Alarm.Alarming),
            ["InsufficientDataActions"] = Targets(after, Alarm.Unknown),
        };
        if (after.IsComposite)
        {
            body["AlarmRule"] = after.Configuration["AlarmRule"]!.ToString();
            body["TriggeringChildren"] = Children(after.State.ReasonData);
        }
        else
        {
            body["Trigger"] = Trigger(after.Configuration);
        }

        return body;
    }

    private static string NameOf(string region) => RegionNames.GetValueOrDefault(region, region);

    private static JsonArray Targets(Alarm alarm, string state) => new([.. alarm.Actions(state).Select(target => (JsonNode)target)]);

    /// <summary>What the reason's data tell of them; SetAlarmState takes any JSON there.</summary>
    private static JsonArray Children(string? reasonData) =>
        new([.. from child in (JsonNode.Parse(reasonData ?? "{}") as JsonObject)?["triggeringAlarms"] as JsonArray ?? []
                let state = (child as JsonObject)?["state"] as JsonObject
                where state?["value"] is not null && state["timestamp"] is not null && child["arn"] is not null
                select new JsonObject
                {
                    ["Arn"] = child["arn"]!.ToString(),
                    ["State"] = new JsonObject { ["Value"] = state["value"]!.ToString(), ["Timestamp"] = state["timestamp"]!.ToString() },
                }]);

    private static JsonObject Trigger(JsonObject configuration)
    {
        var trigger = configuration["Metrics"] is JsonArray queries ? new JsonObject { ["Period"] = Period(queries) } : Metric(configuration);
        trigger["EvaluationPeriods"] = configuration.IntOrNull("EvaluationPeriods");
        if (configuration.IntOrNull("DatapointsToAlarm") is { } toAlarm)
        {
            trigger["DatapointsToAlarm"] = toAlarm;
        }

        trigger["ComparisonOperator"] = configuration["ComparisonOperator"]!.ToString();
        trigger["Threshold"] = JavaText.Node(configuration["Threshold"]!.ToDouble());
        trigger["TreatMissingData"] = configuration.TextOrNull("TreatMissingData") ?? "missing";
        trigger["EvaluateLowSampleCountPercentile"] = configuration.TextOrNull("EvaluateLowSampleCountPercentile") ?? "";
        if (configuration["Metrics"] is JsonArray metrics)
        {
            trigger["Metrics"] = new JsonArray([.. metrics.Select(query => Query(query!.AsObject()))]);
        }

        return trigger;
    }

    private static int Period(JsonArray queries) =>
        queries.Select(query => query!["MetricStat"]?["Period"]?.ToInt() ?? 0).Max();

    private static JsonObject Metric(JsonObject configuration)
    {
        var metric = new JsonObject { ["MetricName"] = configuration["MetricName"]!.ToString(), ["Namespace"] = configuration["Namespace"]!.ToString() };
        if (configuration.TextOrNull("ExtendedStatistic") is { } extended)
        {
            metric["StatisticType"] = "ExtendedStatistic";
            metric["ExtendedStatistic"] = extended;
        }
        else
        {
            metric["StatisticType"] = "Statistic";
            metric["Statistic"] = configuration["Statistic"]!.ToString() switch
            {
                "SampleCount" => "SAMPLE_COUNT",
                var other => other.ToUpperInvariant(),
            };
        }

        metric["Unit"] = configuration.TextOrNull("Unit");
        metric["Dimensions"] = Dimensions(configuration);
        metric["Period"] = configuration.IntOrNull("Period");
        return metric;
    }

    private static JsonArray Dimensions(JsonObject metric) => new([.. (metric["Dimensions"] as JsonArray ?? []).Select(dimension =>
        new JsonObject { ["value"] = dimension!["Value"]?.ToString(), ["name"] = dimension["Name"]!.ToString() })]);

    private static JsonObject Query(JsonObject query)
    {
        var told = query.DeepClone().AsObject();
        told["ReturnData"] = query["ReturnData"]?.ToString() is not "false";
        if (told["MetricStat"]?["Metric"] is JsonObject metric)
        {
            metric["Dimensions"] = Dimensions(metric);
        }

        return told;
    }
}
