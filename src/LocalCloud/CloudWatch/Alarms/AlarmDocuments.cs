using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>Alarms as events and function payloads show them.</summary>
internal static class AlarmDocuments
{
    /// <summary>The <c>detail</c> of a <c>CloudWatch Alarm State Change</c>, which is a function's <c>alarmData</c>, too.</summary>
    public static JsonObject StateChange(Alarm before, Alarm after) => new()
    {
        ["alarmName"] = after.Name,
        ["state"] = State(after.State),
        ["previousState"] = State(before.State),
        ["configuration"] = Configuration(after),
    };

    public static JsonObject FunctionPayload(Alarm before, Alarm after, string account, string region) => new()
    {
        ["source"] = "aws.cloudwatch",
        ["alarmArn"] = after.Arn,
        ["accountId"] = account,
        ["time"] = JavaText.Time(after.State.Updated),
        ["region"] = region,
        ["alarmData"] = StateChange(before, after),
    };

    private static JsonObject State(AlarmState state)
    {
        var told = new JsonObject { ["value"] = state.Value, ["reason"] = state.Reason };
        if (state.ReasonData is { } data)
        {
            told["reasonData"] = data;
        }

        told["timestamp"] = JavaText.Time(state.Updated);
        return told;
    }

    private static JsonObject Configuration(Alarm alarm)
    {
        var configuration = new JsonObject();
        if (alarm.Description is { } description)
        {
            configuration["description"] = description;
        }

        if (alarm.IsComposite)
        {
            configuration["alarmRule"] = alarm.Configuration["AlarmRule"]!.ToString();
        }
        else
        {
            configuration["metrics"] = alarm.Configuration["Metrics"] is JsonArray queries
                ? new JsonArray([.. queries.Select(query => Query(query!.AsObject()))])
                : new JsonArray(Single(alarm));
        }

        return configuration;
    }

    private static JsonObject Query(JsonObject query)
    {
        var told = new JsonObject { ["id"] = query["Id"]!.ToString() };
        if (query["MetricStat"] is JsonObject stat)
        {
            told["metricStat"] = MetricStat(stat["Metric"]!.AsObject(), stat, stat["Stat"]!.ToString());
        }
        else
        {
            told["expression"] = query["Expression"]!.ToString();
        }

        if (query["Label"] is { } label)
        {
            told["label"] = label.ToString();
        }

        if (query.IntOrNull("Period") is { } period)
        {
            told["period"] = period;
        }

        told["returnData"] = query["ReturnData"]?.ToString() is not "false";
        return told;
    }

    private static JsonObject Single(Alarm alarm)
    {
        var configuration = alarm.Configuration;
        var statistic = (configuration["Statistic"] ?? configuration["ExtendedStatistic"])!.ToString();
        return new()
        {
            ["id"] = QueryId(alarm),
            ["metricStat"] = MetricStat(configuration, configuration, statistic),
            ["returnData"] = true,
        };
    }

    private static JsonObject MetricStat(JsonObject metric, JsonObject stat, string statistic)
    {
        var dimensions = (metric["Dimensions"] as JsonArray ?? [])
            .Select(dimension => KeyValuePair.Create(dimension!["Name"]!.ToString(), (JsonNode?)dimension["Value"]?.ToString()));
        var told = new JsonObject
        {
            ["metric"] = new JsonObject
            {
                ["namespace"] = metric["Namespace"]!.ToString(),
                ["name"] = metric["MetricName"]!.ToString(),
                ["dimensions"] = new JsonObject(dimensions),
            },
            ["period"] = stat.IntOrNull("Period"),
            ["stat"] = statistic,
        };
        if (stat["Unit"] is { } unit)
        {
            told["unit"] = unit.ToString();
        }

        return told;
    }

    /// <summary>A random id at AWS; here it follows from the alarm, and stays.</summary>
    private static string QueryId(Alarm alarm) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{alarm.Arn} {alarm.Configuration["Namespace"]} {alarm.Configuration["MetricName"]}")).AsSpan(0, 16)).ToString();
}
