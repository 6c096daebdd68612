using System.Globalization;
using System.Net;
using System.Text.Json;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.UploadTrigger;

/// <summary>Reads S3's events in both shapes: EventBridge's <c>Object Created</c> (raw key) and the direct notification of many records (form-url-encoded keys).</summary>
/// <remarks>Reads the raw tree instead of the packages' event types, which turn what is missing into null and so cannot say what it was.</remarks>
internal static class UploadEvents
{
    /// <exception cref="MalformedEventException">The event is neither, or lacks something; everything missing is named.</exception>
    public static IReadOnlyList<Upload> Read(JsonElement input)
    {
        var problems = new List<string>();
        var uploads = Read(input, problems).ToList();
        return problems.Count == 0 ? uploads : throw new MalformedEventException($"The S3 event cannot be used: {string.Join("; ", problems)}.");
    }

    private static IEnumerable<Upload> Read(JsonElement input, List<string> problems)
    {
        if (Find(input, "Records") is { ValueKind: JsonValueKind.Array } records)
        {
            return [.. records.EnumerateArray().SelectMany((record, index) => FromNotification(record, $"Records[{index}].", problems))];
        }

        // S3 sends this one when a notification is configured.
        if (Find(input, "Event") is { ValueKind: JsonValueKind.String } test && test.GetString() == "s3:TestEvent")
        {
            return [];
        }

        return FromEventBridge(input, problems);
    }

    private static IEnumerable<Upload> FromEventBridge(JsonElement input, List<string> problems)
    {
        var known = problems.Count;
        var source = Text(input, "source", "", problems);
        var type = Text(input, "detail-type", "", problems);
        var time = Time(input, "time", "", problems);
        var key = Text(input, "detail.object.key", "", problems);
        if (source is not null and not "aws.s3")
        {
            problems.Add($"source is '{source}' instead of 'aws.s3'");
        }

        return problems.Count == known ? [new Upload(key!, time, type == "Object Created")] : [];
    }

    private static IEnumerable<Upload> FromNotification(JsonElement record, string path, List<string> problems)
    {
        var known = problems.Count;
        var name = Text(record, "eventName", path, problems);
        var time = Time(record, "eventTime", path, problems);
        var key = Text(record, "s3.object.key", path, problems);

        // The records that Lambda receives have no "s3:" before the name, the ones of other targets may.
        return problems.Count == known
            ? [new Upload(WebUtility.UrlDecode(key!), time, name!.Replace("s3:", "", StringComparison.Ordinal).StartsWith("ObjectCreated:", StringComparison.Ordinal))]
            : [];
    }

    private static string? Text(JsonElement element, string path, string prefix, List<string> problems)
    {
        if (Find(element, path) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        problems.Add($"{prefix}{path} is missing");
        return null;
    }

    private static DateTimeOffset Time(JsonElement element, string path, string prefix, List<string> problems)
    {
        if (Text(element, path, prefix, problems) is not { } text)
        {
            return default;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        problems.Add($"{prefix}{path} '{text}' is no ISO 8601 time");
        return default;
    }

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }
}
