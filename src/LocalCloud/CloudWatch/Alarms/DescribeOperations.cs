using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>DescribeAlarms and DescribeAlarmHistory, in pages.</summary>
internal sealed class DescribeOperations(AlarmBook book, AlarmStore store, CloudIdentity identity)
{
    private const int DefaultPage = 50;
    private const int HistoryPage = 100;

    public IEnumerable<ApiOperation> Operations() =>
    [
        new("DescribeAlarms", (input, _, _) => Task.FromResult(Describe(input)), (_, _) => [new("cloudwatch:DescribeAlarms", identity.Arn("cloudwatch", "alarm:*"))]),
        new("DescribeAlarmHistory", (input, _, _) => Task.FromResult(History(input)),
            (input, _) => [new("cloudwatch:DescribeAlarmHistory", identity.Arn("cloudwatch", $"alarm:{input["AlarmName"]?.ToString() ?? "*"}"))]),
    ];

    private JsonObject Describe(JsonObject input)
    {
        if (input["AlarmNames"] is not null && input["AlarmNamePrefix"] is not null)
        {
            throw AwsException.Validation("AlarmNamePrefix and AlarmNames cannot be used together.");
        }

        var (page, token) = Page([.. book.All.Where(alarm => IsAsked(alarm, input))], input, DefaultPage);
        return Answer(token,
            ("MetricAlarms", page.Where(alarm => !alarm.IsComposite).Select(AlarmDescription.Of)),
            ("CompositeAlarms", page.Where(alarm => alarm.IsComposite).Select(AlarmDescription.Of)));
    }

    private bool IsAsked(Alarm alarm, JsonObject input)
    {
        var types = Texts(input, "AlarmTypes") ?? (input["AlarmNames"] is null && Relatives(input) is null ? ["MetricAlarm"] : null);
        return (types?.Contains(alarm.Type) ?? true)
            && (Texts(input, "AlarmNames")?.Contains(alarm.Name) ?? true)
            && alarm.Name.StartsWith(input.TextOrNull("AlarmNamePrefix") ?? "", StringComparison.Ordinal)
            && (input.TextOrNull("StateValue") ?? alarm.State.Value) == alarm.State.Value
            && (Relatives(input)?.Contains(alarm.Name) ?? true)
            && (input.TextOrNull("ActionPrefix") is not { } prefix
                || new[] { Alarm.Ok, Alarm.Alarming, Alarm.Unknown }.SelectMany(alarm.Actions).Any(target => target.StartsWith(prefix, StringComparison.Ordinal)));
    }

    private IReadOnlyList<string>? Relatives(JsonObject input) =>
        input.TextOrNull("ChildrenOfAlarmName") is { } parent ? book.Children(parent)
        : input.TextOrNull("ParentsOfAlarmName") is { } child ? book.Parents(child)
        : null;

    private JsonObject History(JsonObject input)
    {
        var types = Texts(input, "AlarmTypes");
        var (from, to) = (Time(input, "StartDate") ?? DateTimeOffset.MinValue, Time(input, "EndDate") ?? DateTimeOffset.MaxValue);
        var found = store.History.Where(item =>
            (input.TextOrNull("AlarmName") ?? item.AlarmName) == item.AlarmName
            && (input.TextOrNull("HistoryItemType") ?? item.Type) == item.Type
            && (types?.Contains(item.AlarmType) ?? true)
            && item.Time >= from && item.Time <= to).ToList();
        if (input.TextOrNull("ScanBy") is not "TimestampAscending")
        {
            found.Reverse();
        }

        var (page, token) = Page(found, input, HistoryPage);
        return Answer(token, ("AlarmHistoryItems", page.Select(Describe)));
    }

    private static JsonObject Describe(HistoryItem item) => new()
    {
        ["AlarmName"] = item.AlarmName,
        ["AlarmType"] = item.AlarmType,
        ["Timestamp"] = Timestamps.Iso(item.Time),
        ["HistoryItemType"] = item.Type,
        ["HistorySummary"] = item.Summary,
        ["HistoryData"] = item.Data,
    };

    private static DateTimeOffset? Time(JsonObject input, string name) => input.TextOrNull(name) is { } text ? Timestamps.Parse(text) : null;

    private static HashSet<string>? Texts(JsonObject input, string name) =>
        input[name] is JsonArray { Count: > 0 } items ? items.Select(item => item!.ToString()).ToHashSet(StringComparer.Ordinal) : null;

    private static (IReadOnlyList<T> Page, string? Token) Page<T>(List<T> all, JsonObject input, int size)
    {
        var first = 0;
        if (input.TextOrNull("NextToken") is { } token && !int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out first))
        {
            throw CloudWatchErrors.InvalidToken();
        }

        var end = first + (input.IntOrNull("MaxRecords") ?? size);
        return ([.. all.Skip(first).Take(end - first)], end < all.Count ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static JsonObject Answer(string? token, params (string Name, IEnumerable<JsonObject> Items)[] lists)
    {
        var answer = new JsonObject(lists.Select(list => KeyValuePair.Create(list.Name, (JsonNode?)new JsonArray([.. list.Items]))));
        if (token is not null)
        {
            answer["NextToken"] = token;
        }

        return answer;
    }
}
