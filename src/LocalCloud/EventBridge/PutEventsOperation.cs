using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using Microsoft.Extensions.Logging;

namespace LocalCloud.EventBridge;

/// <summary>PutEvents: each entry is accepted or refused on its own.</summary>
internal sealed class PutEventsOperation(RuleStore rules, EventRouter router, ILogger logger)
{
    private const int MostEntries = 10;
    private const int LargestRequest = 256 * 1024;

    public ApiOperation Operation() => new("PutEvents", (input, context, _) => Task.FromResult(Put(input, context.Principal.Account)), Access);

    private static IEnumerable<JsonObject> Entries(JsonObject input) => (input["Entries"] as JsonArray ?? []).OfType<JsonObject>();

    private static string? Text(JsonObject entry, string name) => entry[name]?.ToString() is { Length: > 0 } text ? text : null;

    private static JsonObject Refused(string code, string message) => new() { ["ErrorCode"] = code, ["ErrorMessage"] = message };

    private static JsonObject Missing(string name) =>
        Refused("InvalidArgument", $"Parameter {name} is not valid. Reason: {name} is a required argument.");

    private static JsonObject? ParseDetail(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(JsonObject entry) =>
        DateTimeOffset.TryParse(Text(entry, "Time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private IEnumerable<AccessRequest> Access(JsonObject input, ApiContext context) => Entries(input).Select(entry =>
    {
        var name = RuleStore.BusName(Text(entry, "EventBusName"));
        var conditions = new Dictionary<string, string>();
        foreach (var (key, member) in new[] { ("events:source", "Source"), ("events:detail-type", "DetailType") })
        {
            if (Text(entry, member) is { } value)
            {
                conditions[key] = value;
            }
        }

        var bus = rules.FindBus(name);
        return new AccessRequest("events:PutEvents", bus?.Arn ?? rules.BusArn(name)) { ResourcePolicy = bus?.Policy, ConditionKeys = conditions };
    });

    private JsonObject Put(JsonObject input, string sender)
    {
        var entries = Entries(input).ToList();
        RefuseOversize(entries);
        var accepted = new List<(string Bus, JsonObject Event)>();
        var answers = new JsonArray([.. entries.Select(entry => (JsonNode)Accept(entry, sender, accepted))]);
        router.Route(accepted);
        return new()
        {
            ["FailedEntryCount"] = answers.Count(answer => answer!["ErrorCode"] is not null),
            ["Entries"] = answers,
        };
    }

    private static void RefuseOversize(List<JsonObject> entries)
    {
        if (entries.Count > MostEntries)
        {
            throw AwsException.Validation($"1 validation error detected: Value '[{entries.Count} entries]' at 'entries' failed to satisfy constraint: "
                + $"Member must have length less than or equal to {MostEntries}");
        }

        if (entries.Sum(entry => (long)Encoding.UTF8.GetByteCount(Text(entry, "Detail") ?? "")) > LargestRequest)
        {
            throw AwsException.Validation("Total size of the entries in the request is over the limit.");
        }
    }

    private JsonObject Accept(JsonObject entry, string sender, List<(string Bus, JsonObject Event)> accepted)
    {
        foreach (var name in new[] { "Source", "DetailType", "Detail" })
        {
            if (Text(entry, name) is null)
            {
                return Missing(name);
            }
        }

        var source = Text(entry, "Source")!;
        if (source.StartsWith("aws.", StringComparison.Ordinal))
        {
            return Refused("NotAuthorizedForSourceException", "Not authorized for the source.");
        }

        if (ParseDetail(Text(entry, "Detail")!) is not { } detail)
        {
            return Refused("MalformedDetail", "Detail is malformed.");
        }

        string[] resources = [.. (entry["Resources"] as JsonArray ?? []).Select(resource => resource!.ToString())];
        var made = router.NewEvent(new(source, Text(entry, "DetailType")!, resources, detail), Time(entry), sender);
        var bus = RuleStore.BusName(Text(entry, "EventBusName"));
        if (rules.FindBus(bus) is null)
        {
            logger.UnknownBus(bus);
        }
        else
        {
            accepted.Add((bus, made));
        }

        return new() { ["EventId"] = made["id"]!.DeepClone() };
    }
}
