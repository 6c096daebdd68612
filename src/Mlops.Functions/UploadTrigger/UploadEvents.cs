using System.Net;
using System.Text.Json;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.UploadTrigger;

/// <summary>Reads S3's events in both shapes: EventBridge's <c>Object Created</c> (raw key) and the direct notification of many records (form-url-encoded keys).</summary>
internal static class UploadEvents
{
    /// <exception cref="MalformedEventException">The event is neither, or lacks something; everything missing is named.</exception>
    public static IReadOnlyList<Upload> Read(JsonElement input)
    {
        var reader = new EventReader(input);
        var uploads = Read(reader).ToList();
        reader.ThrowIfBroken("S3 event");
        return uploads;
    }

    private static IEnumerable<Upload> Read(EventReader reader)
    {
        if (reader.Find("Records") is { ValueKind: JsonValueKind.Array } records)
        {
            return [.. records.EnumerateArray().SelectMany((record, index) => FromNotification(reader.Within(record, $"Records[{index}]")))];
        }

        // S3 sends this one when a notification is configured.
        return reader.Find("Event") is { ValueKind: JsonValueKind.String } test && test.GetString() == "s3:TestEvent" ? [] : FromEventBridge(reader);
    }

    private static IEnumerable<Upload> FromEventBridge(EventReader reader)
    {
        var known = reader.ProblemCount;
        reader.Expect("source", "aws.s3");
        var type = reader.Text("detail-type");
        var time = reader.Time("time");
        var key = reader.Text("detail.object.key");
        return reader.ProblemCount == known ? [new Upload(key!, time, type == "Object Created")] : [];
    }

    private static IEnumerable<Upload> FromNotification(EventReader record)
    {
        var known = record.ProblemCount;
        var name = record.Text("eventName");
        var time = record.Time("eventTime");
        var key = record.Text("s3.object.key");

        // The records that Lambda receives have no "s3:" before the name, the ones of other targets may.
        return record.ProblemCount == known
            ? [new Upload(WebUtility.UrlDecode(key!), time, name!.Replace("s3:", "", StringComparison.Ordinal).StartsWith("ObjectCreated:", StringComparison.Ordinal))]
            : [];
    }
}
