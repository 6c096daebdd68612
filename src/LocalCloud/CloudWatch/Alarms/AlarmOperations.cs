using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>PutMetricAlarm, PutCompositeAlarm, SetAlarmState, DeleteAlarms, EnableAlarmActions, DisableAlarmActions and the tags of alarms.</summary>
internal sealed class AlarmOperations(AlarmBook book, CloudIdentity identity, TimeProvider time)
{
    public IEnumerable<ApiOperation> Operations() =>
    [
        On("PutMetricAlarm", PutMetricAlarm, Name),
        On("PutCompositeAlarm", PutCompositeAlarm, Name),
        On("SetAlarmState", SetState, Name),
        On("DeleteAlarms", Delete, Names),
        On("EnableAlarmActions", input => Enable(input, true), Names),
        On("DisableAlarmActions", input => Enable(input, false), Names),
        Tags("TagResource", Tag),
        Tags("UntagResource", Untag),
        Tags("ListTagsForResource", ListTags),
    ];

    private static IEnumerable<string> Name(JsonObject input) => [input["AlarmName"]!.ToString()];

    private static IEnumerable<string> Names(JsonObject input) => input["AlarmNames"]!.AsArray().Select(name => name!.ToString());

    private static ApiOperation Operation(string name, Func<JsonObject, JsonObject> handle, Func<JsonObject, IEnumerable<string>> resources) => new(
        name,
        (input, _, _) => Task.FromResult(handle(input)),
        (input, _) => resources(input).Select(resource => new AccessRequest($"cloudwatch:{name}", resource)));

    private ApiOperation On(string name, Func<JsonObject, JsonObject> handle, Func<JsonObject, IEnumerable<string>> names) =>
        Operation(name, handle, input => names(input).Select(Arn));

    private static ApiOperation Tags(string name, Func<JsonObject, JsonObject> handle) => Operation(name, handle, input => [input["ResourceARN"]!.ToString()]);

    private string Arn(string name) => identity.Arn("cloudwatch", $"alarm:{name}");

    private JsonObject PutMetricAlarm(JsonObject input)
    {
        AlarmCheck.Demand(input, identity.Account);
        return Put(input, isComposite: false);
    }

    private JsonObject PutCompositeAlarm(JsonObject input)
    {
        AlarmCheck.RefuseUnserved(input, "ActionsSuppressor", "ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod");
        AlarmCheck.DemandActions(input);
        var name = input["AlarmName"]!.ToString();
        var missing = AlarmRuleParser.Parse(input["AlarmRule"]!.ToString()).Names().Where(child => child != name && book.Find(child) is null).ToList();
        return missing.Count == 0
            ? Put(input, isComposite: true)
            : throw AwsException.Validation($"Could not save the composite alarm as alarms [{string.Join(", ", missing)}] in the alarm rule do not exist");
    }

    private JsonObject Put(JsonObject input, bool isComposite)
    {
        var name = input["AlarmName"]!.ToString();
        if (book.Find(name) is { } existing && existing.IsComposite != isComposite)
        {
            throw AwsException.Validation($"An alarm of another type has the name '{name}' already.");
        }

        var now = time.GetUtcNow();
        var configuration = input.DeepClone().AsObject();
        configuration.Remove("Tags");
        book.Put(new Alarm
        {
            Name = name,
            Arn = Arn(name),
            IsComposite = isComposite,
            Configuration = configuration,
            ConfigurationUpdated = now,
            State = new(Alarm.Unknown, AlarmBook.Initial, null, now, now),
            Tags = Pairs(input["Tags"]),
        });
        return [];
    }

    private JsonObject SetState(JsonObject input)
    {
        var name = input["AlarmName"]!.ToString();
        if (book.Find(name) is null)
        {
            throw CloudWatchErrors.NotFound($"Alarm {name} does not exist");
        }

        if (input.TextOrNull("StateReasonData") is { } data && !JsonSyntax.IsValid(data))
        {
            throw new AwsException("InvalidFormat", 400, "StateReasonData is not valid JSON.");
        }

        book.Set(name, input["StateValue"]!.ToString(), input["StateReason"]!.ToString(), input.TextOrNull("StateReasonData"));
        return [];
    }

    /// <summary>All or none of them; of composite alarms one at a time.</summary>
    private JsonObject Delete(JsonObject input)
    {
        var alarms = Names(input).Distinct(StringComparer.Ordinal).Select(name => (Name: name, Alarm: book.Find(name))).ToList();
        if (alarms.Where(found => found.Alarm is null).Select(found => found.Name).ToList() is { Count: > 0 } missing)
        {
            throw CloudWatchErrors.NotFound($"Alarms do not exist: {string.Join(", ", missing)}");
        }

        if (alarms.Count(found => found.Alarm!.IsComposite) > 1)
        {
            throw AwsException.Validation("You can delete one composite alarm in an operation.");
        }

        var needed = alarms.Select(found => found.Name).Where(name => book.Parents(name).Except(alarms.Select(found => found.Name)).Any()).ToList();
        if (needed.Count > 0)
        {
            throw new AwsException("ValidationError", 400,
                $"Cannot delete {string.Join(',', needed)} as there are composite alarm(s) depending on {(needed.Count == 1 ? "it" : "them")}.");
        }

        book.Delete(alarms.ConvertAll(found => found.Alarm!));
        return [];
    }

    private JsonObject Enable(JsonObject input, bool enabled)
    {
        foreach (var name in Names(input).Where(name => book.Find(name) is not null))
        {
            book.Update(name, alarm =>
            {
                var configuration = alarm.Configuration.DeepClone().AsObject();
                configuration["ActionsEnabled"] = enabled;
                return alarm with { Configuration = configuration };
            });
        }

        return [];
    }

    private JsonObject Tag(JsonObject input)
    {
        var added = Pairs(input["Tags"]);
        book.Update(Require(input), alarm => alarm with { Tags = new Dictionary<string, string>([.. alarm.Tags.Where(tag => !added.ContainsKey(tag.Key)), .. added]) });
        return [];
    }

    private JsonObject Untag(JsonObject input)
    {
        var keys = input["TagKeys"]!.AsArray().Select(key => key!.ToString()).ToHashSet(StringComparer.Ordinal);
        book.Update(Require(input), alarm => alarm with { Tags = alarm.Tags.Where(tag => !keys.Contains(tag.Key)).ToDictionary() });
        return [];
    }

    private JsonObject ListTags(JsonObject input) => new()
    {
        ["Tags"] = new JsonArray([.. book.Find(Require(input))!.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
    };

    private string Require(JsonObject input)
    {
        var arn = input["ResourceARN"]!.ToString();
        var name = arn.StartsWith(Arn(""), StringComparison.Ordinal) ? arn[Arn("").Length..] : "";
        return book.Find(name) is not null ? name : throw CloudWatchErrors.NotFound($"Resource {arn} does not exist");
    }

    private static Dictionary<string, string> Pairs(JsonNode? tags) =>
        (tags as JsonArray ?? []).ToDictionary(tag => tag!["Key"]!.ToString(), tag => tag!["Value"]!.ToString(), StringComparer.Ordinal);
}
