using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Logs;

/// <summary>The life of a log group: creation, retention, tags, deletion.</summary>
internal sealed class GroupOperations(LogCatalog catalog)
{
    private const int MostGroups = 50;

    private static readonly HashSet<int> RetentionDays =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public IEnumerable<ApiOperation> All() =>
    [
        LogsOperation.Create(catalog, "CreateLogGroup", Create),
        LogsOperation.Create(catalog, "DeleteLogGroup", Delete),
        LogsOperation.Create(catalog, "DescribeLogGroups", Describe),
        LogsOperation.Create(catalog, "PutRetentionPolicy", input => Change(input, group => group with { RetentionInDays = Retention(input) })),
        LogsOperation.Create(catalog, "DeleteRetentionPolicy", input => Change(input, group => group with { RetentionInDays = null })),
        LogsOperation.Create(catalog, "TagResource", Tag),
        LogsOperation.Create(catalog, "UntagResource", Untag),
        LogsOperation.Create(catalog, "ListTagsForResource", input => new() { ["tags"] = Map(Tagged(input).Tags) }),
    ];

    private JsonObject Create(JsonObject input)
    {
        if (input["logGroupClass"]?.ToString() is { } kind and not "STANDARD")
        {
            throw LogsErrors.NotServed($"log groups of the class {kind}; leave logGroupClass out");
        }

        if (input["deletionProtectionEnabled"]?.GetValue<bool>() == true)
        {
            throw LogsErrors.NotServed("deletion protection; leave deletionProtectionEnabled out");
        }

        var group = new LogGroup
        {
            Name = input["logGroupName"]!.ToString(),
            CreationTime = catalog.Now,
            KmsKeyId = input["kmsKeyId"]?.ToString(),
            Tags = Texts(input["tags"]),
        };
        return catalog.TryCreate(group) ? [] : throw LogsErrors.GroupExists();
    }

    private JsonObject Delete(JsonObject input)
    {
        catalog.Delete(catalog.Require(LogsOperation.Group(catalog, input)));
        return [];
    }

    private JsonObject Describe(JsonObject input)
    {
        var (prefix, pattern) = (input["logGroupNamePrefix"]?.ToString(), input["logGroupNamePattern"]?.ToString());
        if (prefix is not null && pattern is not null)
        {
            throw LogsErrors.Invalid("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }

        if (input["includeLinkedAccounts"]?.GetValue<bool>() == true)
        {
            throw LogsErrors.NotServed("log groups of linked accounts; leave includeLinkedAccounts out");
        }

        var named = input["logGroupIdentifiers"]?.AsArray().Select(identifier => catalog.NameOf(identifier!.ToString())).ToHashSet(StringComparer.Ordinal);
        var groups = catalog.Groups.Where(group => group.Name.StartsWith(prefix ?? "", StringComparison.Ordinal)
            && group.Name.Contains(pattern ?? "", StringComparison.OrdinalIgnoreCase) && named?.Contains(group.Name) != false);
        return NamePage.Of(groups, group => group.Name, input, LogsOperation.Limit(input, MostGroups), "logGroups", Shape);
    }

    private JsonObject Shape(LogGroup group)
    {
        var shape = new JsonObject
        {
            ["logGroupName"] = group.Name,
            ["creationTime"] = group.CreationTime,
            ["metricFilterCount"] = 0,
            ["arn"] = $"{catalog.Arn(group.Name)}:*",
            ["storedBytes"] = catalog.Events.StoredBytes(group.Name),
            ["logGroupClass"] = "STANDARD",
            ["logGroupArn"] = catalog.Arn(group.Name),
        };
        if (group.RetentionInDays is { } days)
        {
            shape["retentionInDays"] = days;
        }

        if (group.KmsKeyId is { } key)
        {
            shape["kmsKeyId"] = key;
        }

        return shape;
    }

    private JsonObject Change(JsonObject input, Func<LogGroup, LogGroup> change)
    {
        catalog.Update(LogsOperation.Group(catalog, input), change);
        return [];
    }

    private static int Retention(JsonObject input)
    {
        var days = input["retentionInDays"]!.GetValue<int>();
        return RetentionDays.Contains(days)
            ? days
            : throw LogsErrors.Invalid($"1 validation error detected: Value '{days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", RetentionDays)}]");
    }

    private LogGroup Tagged(JsonObject input) => catalog.Require(catalog.NameOf(input["resourceArn"]!.ToString()));

    private JsonObject Tag(JsonObject input)
    {
        var added = Texts(input["tags"]);
        catalog.Update(Tagged(input).Name, group => group with
        {
            Tags = group.Tags.Where(tag => !added.ContainsKey(tag.Key)).Concat(added).ToDictionary(StringComparer.Ordinal),
        });
        return [];
    }

    private JsonObject Untag(JsonObject input)
    {
        var removed = input["tagKeys"]!.AsArray().Select(key => key!.ToString()).ToHashSet(StringComparer.Ordinal);
        catalog.Update(Tagged(input).Name, group => group with
        {
            Tags = group.Tags.Where(tag => !removed.Contains(tag.Key)).ToDictionary(StringComparer.Ordinal),
        });
        return [];
    }

    private static Dictionary<string, string> Texts(JsonNode? tags) =>
        tags?.AsObject().ToDictionary(tag => tag.Key, tag => tag.Value!.ToString(), StringComparer.Ordinal) ?? [];

    private static JsonObject Map(IReadOnlyDictionary<string, string> tags) => new(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
}
