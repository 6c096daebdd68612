using System.Text.Json.Nodes;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.CloudWatch;

/// <summary>Alarms' events held against AWS's samples: the configuration is made from the sample, and the event must have its form.</summary>
public sealed class AlarmEventTests : IAsyncLifetime
{
    private readonly CloudWatchFixture _cloud = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    public static TheoryData<string> Samples =>
        ["doc-metric-math.json", "derived-insufficient-data.json", "doc-composite-suppressed.json"];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task StateChange_OfASampleOfAws_HasItsForm(string file)
    {
        var sample = JsonNode.Parse(await File.ReadAllTextAsync(
            Path.Combine(Conformance.Folder(Path.Combine("events", "cloudwatch-alarm")), file), TestContext.Current.CancellationToken))!;
        var detail = sample["detail"]!.AsObject();
        // Suppression of actions is refused by name.
        detail["configuration"]!.AsObject().Where(member => member.Key.StartsWith("actionsSuppressor", StringComparison.Ordinal))
            .Select(member => member.Key).ToList().ForEach(key => detail["configuration"]!.AsObject().Remove(key));
        detail["state"]!.AsObject().Where(member => member.Key.StartsWith("actionsSuppressed", StringComparison.Ordinal))
            .Select(member => member.Key).ToList().ForEach(key => detail["state"]!.AsObject().Remove(key));
        await PutAsync(detail);
        await ChangeAsync(detail);

        var told = await NextEventOfAsync(detail["alarmName"]!.ToString(), detail["state"]!["value"]!.ToString());

        Assert.Equal((sample["source"]!.ToString(), sample["detail-type"]!.ToString()), (told.Source, told.DetailType));
        Assert.Equal([CloudWatchFixture.ArnOf(detail["alarmName"]!.ToString())], told.Resources);
        Assert.Equal(Form(detail), Form(told.Detail));
    }

    private Task<JsonObject> PutAsync(JsonObject detail)
    {
        var configuration = detail["configuration"]!.AsObject();
        var input = new JsonObject { ["AlarmName"] = detail["alarmName"]!.ToString() };
        if (configuration["description"] is { } description)
        {
            input["AlarmDescription"] = description.ToString();
        }

        if (configuration["alarmRule"] is { } rule)
        {
            input["AlarmRule"] = "ALARM(ServerCpuTooHigh) OR ALARM(TotalNetworkTrafficTooHigh)";
            Assert.Equal(input["AlarmRule"]!.ToString(), rule.ToString());
            return PutCompositeAsync(input);
        }

        input["Threshold"] = 50;
        input["EvaluationPeriods"] = 1;
        input["ComparisonOperator"] = "GreaterThanThreshold";
        var metrics = configuration["metrics"]!.AsArray();
        if (metrics.Count > 1)
        {
            input["Metrics"] = new JsonArray([.. metrics.Select(query => Query(query!.AsObject()))]);
        }
        else
        {
            var stat = metrics[0]!["metricStat"]!;
            Metric(stat["metric"]!.AsObject(), input);
            (input["Period"], input["Statistic"]) = (stat["period"]!.DeepClone(), stat["stat"]!.ToString());
        }

        return _cloud.CallAsync("PutMetricAlarm", input.ToJsonString());
    }

    private async Task<JsonObject> PutCompositeAsync(JsonObject input)
    {
        await _cloud.PutAlarmAsync("ServerCpuTooHigh");
        await _cloud.PutAlarmAsync("TotalNetworkTrafficTooHigh");
        return await _cloud.CallAsync("PutCompositeAlarm", input.ToJsonString());
    }

    /// <summary>Brings the alarm to the sample's previous state and from there, by data or a child, to its state.</summary>
    private async Task ChangeAsync(JsonObject detail)
    {
        if (detail["configuration"]!["alarmRule"] is not null)
        {
            await _cloud.CallAsync("SetAlarmState", """{"AlarmName":"ServerCpuTooHigh","StateValue":"ALARM","StateReason":"r"}""");
            return;
        }

        // Only a state that was told can be left: data come first, and then the hour without any.
        foreach (var metric in detail["configuration"]!["metrics"]!.AsArray().Where(query => query!["metricStat"] is not null))
        {
            var stat = metric!["metricStat"]!["metric"]!.AsObject();
            var value = detail["state"]!["value"]!.ToString() == "ALARM" ? 45628 : 1;
            _cloud.Publish(new(stat["namespace"]!.ToString(), stat["name"]!.ToString(), value, "None")
            {
                Dimensions = stat["dimensions"]!.AsObject().ToDictionary(dimension => dimension.Key, dimension => dimension.Value!.ToString()),
            });
        }

        _cloud.AdvanceMinutes(60);
    }

    private async Task<Api.ServiceEvent> NextEventOfAsync(string alarm, string state)
    {
        while (true)
        {
            var told = await _cloud.NextEventAsync();
            if (told.Detail["alarmName"]!.ToString() == alarm && told.Detail["state"]!["value"]!.ToString() == state)
            {
                return told;
            }
        }
    }

    private static JsonObject Query(JsonObject query)
    {
        var input = new JsonObject { ["Id"] = query["id"]!.ToString(), ["ReturnData"] = query["returnData"]!.GetValue<bool>() };
        if (query["expression"] is { } expression)
        {
            (input["Expression"], input["Label"]) = (expression.ToString(), query["label"]!.ToString());
            return input;
        }

        var stat = query["metricStat"]!;
        var metric = new JsonObject();
        Metric(stat["metric"]!.AsObject(), metric);
        input["MetricStat"] = new JsonObject { ["Metric"] = metric, ["Period"] = stat["period"]!.DeepClone(), ["Stat"] = stat["stat"]!.ToString() };
        return input;
    }

    private static void Metric(JsonObject metric, JsonObject input)
    {
        (input["Namespace"], input["MetricName"]) = (metric["namespace"]!.ToString(), metric["name"]!.ToString());
        input["Dimensions"] = new JsonArray([.. metric["dimensions"]!.AsObject().Select(dimension =>
            new JsonObject { ["Name"] = dimension.Key, ["Value"] = dimension.Value!.ToString() })]);
    }

    /// <summary>Every path with the kind of its value; configurations with their values. What data make of a reason is its own.</summary>
    private static IEnumerable<string> Form(JsonObject detail) => Paths(detail, "").Order(StringComparer.Ordinal).Distinct();

    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Paths(member.Value, $"{path}.{member.Key}")),
        JsonArray items => items.SelectMany((item, index) => Paths(item, $"{path}[{index}]")),
        _ when path.EndsWith(".metrics[0].id", StringComparison.Ordinal) => [path],
        _ when path.StartsWith(".previousState", StringComparison.Ordinal) => path.EndsWith(".reasonData", StringComparison.Ordinal) ? [] : [path],
        _ when path.EndsWith("reason", StringComparison.Ordinal) || path.EndsWith("reasonData", StringComparison.Ordinal) || path.EndsWith("timestamp", StringComparison.Ordinal) => [path],
        _ => [$"{path} = {node?.ToJsonString()}"],
    };
}
