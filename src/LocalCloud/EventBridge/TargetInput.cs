using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>
/// What a target receives of an event: the event, a part of it (InputPath), a constant (Input), or a text made of parts of
/// it (InputTransformer). Pure.
/// </summary>
internal static class TargetInput
{
    /// <summary>Refuses what PutTargets refuses about a target's input.</summary>
    public static void Validate(JsonObject target)
    {
        var id = target["Id"];
        string[] given = [.. new[] { "Input", "InputPath", "InputTransformer" }.Where(name => target[name] is not null)];
        if (given.Length > 1)
        {
            throw AwsException.Validation($"Only one of Input, InputPath, or InputTransformer must be provided for target {id}.");
        }

        if (target["Input"]?.ToString() is { } constant && !JsonSyntax.IsValid(constant))
        {
            throw AwsException.Validation($"JSON syntax error in input for target {id} : input is not valid JSON");
        }

        if (target["InputPath"]?.ToString() is { } path && !EventPath.IsValid(path))
        {
            throw AwsException.Validation($"Invalid InputPath for target {id} : '{path}' is no path such as $.detail.name");
        }

        if (target["InputTransformer"] is JsonObject transformer)
        {
            InputTemplate.Validate(transformer, id!.ToString());
        }
    }

    /// <summary>The text to deliver, or null when the transformed text is no JSON: AWS delivers nothing then.</summary>
    public static string? Make(Delivery delivery)
    {
        var anEvent = JsonNode.Parse(delivery.Event)!.AsObject();
        if (delivery.Target["Input"]?.ToString() is { } constant)
        {
            return constant;
        }

        if (delivery.Target["InputPath"]?.ToString() is { } path)
        {
            return EventPath.Find(anEvent, path)?.ToJsonString() ?? "{}";
        }

        return delivery.Target["InputTransformer"] is JsonObject transformer
            ? new InputTemplate(transformer, Predefined(delivery, anEvent)).Fill(anEvent)
            : delivery.Event;
    }

    private static Dictionary<string, JsonNode?> Predefined(Delivery delivery, JsonObject anEvent)
    {
        var withoutDetail = anEvent.DeepClone().AsObject();
        withoutDetail.Remove("detail");
        return new(StringComparer.Ordinal)
        {
            ["aws.events.rule-arn"] = delivery.RuleArn,
            ["aws.events.rule-name"] = delivery.RuleName,
            ["aws.events.event.ingestion-time"] = delivery.AcceptedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["aws.events.event"] = withoutDetail,
            ["aws.events.event.json"] = anEvent,
        };
    }
}
