using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting.Resources;

/// <summary><c>AWS::CloudWatch::Alarm</c>. What the API refuses (anomaly detection) is refused with its reason.</summary>
internal sealed class AlarmResource(AccountApi api) : ResourceType("AWS::CloudWatch::Alarm", [.. Given, "AlarmName"], ["Arn"])
{
    private static readonly string[] Given =
    [
        "ActionsEnabled", "AlarmActions", "AlarmDescription", "ComparisonOperator", "DatapointsToAlarm", "Dimensions", "EvaluateLowSampleCountPercentile",
        "EvaluationPeriods", "ExtendedStatistic", "InsufficientDataActions", "MetricName", "Metrics", "Namespace", "OKActions", "Period", "Statistic",
        "Threshold", "TreatMissingData", "Unit", "Tags",
    ];

    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken)
    {
        var input = Alarms.Typed(Pick(request.Properties, Given)).AsObject();
        return await Alarms.PutAsync(api, "PutMetricAlarm", request, input, cancellationToken);
    }

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) => Alarms.DeleteAsync(api, current, cancellationToken);
}

/// <summary><c>AWS::CloudWatch::CompositeAlarm</c>; the alarms of its rule must be made before it.</summary>
internal sealed class CompositeAlarmResource(AccountApi api) : ResourceType("AWS::CloudWatch::CompositeAlarm", [.. Given, "AlarmName"], ["Arn"])
{
    private static readonly string[] Given =
        ["ActionsEnabled", "AlarmActions", "AlarmDescription", "AlarmRule", "InsufficientDataActions", "OKActions", "Tags"];

    public override async Task<ResourceIdentity> CreateAsync(ResourceRequest request, CancellationToken cancellationToken) =>
        await Alarms.PutAsync(api, "PutCompositeAlarm", request, Alarms.Typed(Pick(request.Properties, Given)).AsObject(), cancellationToken);

    public override Task DeleteAsync(ResourceRecord current, CancellationToken cancellationToken) => Alarms.DeleteAsync(api, current, cancellationToken);
}

/// <summary>What both types of alarms do alike.</summary>
internal static class Alarms
{
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "DatapointsToAlarm", "EvaluationPeriods", "Period", "Threshold" };
    private static readonly HashSet<string> Flags = new(StringComparer.Ordinal) { "ActionsEnabled", "ReturnData" };

    public static async Task<ResourceIdentity> PutAsync(
        AccountApi api, string operation, ResourceRequest request, JsonObject input, CancellationToken cancellationToken)
    {
        var name = request.Properties["AlarmName"]?.ToString() ?? request.GeneratedName;
        input["AlarmName"] = name;
        var arn = api.Cloud.Arn("cloudwatch", $"alarm:{name}");
        var identity = new ResourceIdentity(name, new Dictionary<string, string> { ["Arn"] = arn });
        await api.CallAsync("cloudwatch", operation, input, cancellationToken);
        request.Initiated(identity);
        await TagAsync(api, arn, input["Tags"] as JsonArray ?? [], cancellationToken);
        return identity;
    }

    /// <summary>Putting an alarm that is there ignores its tags.</summary>
    private static async Task TagAsync(AccountApi api, string arn, JsonArray tags, CancellationToken cancellationToken)
    {
        var kept = tags.Select(tag => tag!["Key"]!.ToString()).ToHashSet(StringComparer.Ordinal);
        var listed = await api.CallAsync("cloudwatch", "ListTagsForResource", new() { ["ResourceARN"] = arn }, cancellationToken);
        string[] gone = [.. listed["Tags"]!.AsArray().Select(tag => tag!["Key"]!.ToString()).Where(key => !kept.Contains(key))];
        if (gone.Length > 0)
        {
            var keys = new JsonArray([.. gone.Select(key => (JsonNode)key)]);
            await api.CallAsync("cloudwatch", "UntagResource", new() { ["ResourceARN"] = arn, ["TagKeys"] = keys }, cancellationToken);
        }

        if (tags.Count > 0)
        {
            await api.CallAsync("cloudwatch", "TagResource", new() { ["ResourceARN"] = arn, ["Tags"] = tags.DeepClone() }, cancellationToken);
        }
    }

    public static Task DeleteAsync(AccountApi api, ResourceRecord current, CancellationToken cancellationToken) =>
        api.DeleteAsync("cloudwatch", "DeleteAlarms", new() { ["AlarmNames"] = new JsonArray(current.PhysicalId) }, cancellationToken);

    /// <summary>CloudFormation takes numbers and flags as text, too, which is what a parameter's value is.</summary>
    public static JsonNode Typed(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => member.Value is not null)
            .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Typed(member.Key, member.Value!)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Typed(item))]),
        _ => node.DeepClone(),
    };

    private static JsonNode Typed(string name, JsonNode value)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            return Typed(value);
        }

        var text = value.ToString();
        return Numbers.Contains(name) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : Flags.Contains(name) && bool.TryParse(text, out var flag) ? JsonValue.Create(flag)
            : value.DeepClone();
    }
}
