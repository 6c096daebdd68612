using System.Text;
using System.Text.Json;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Reads one line of a captured file: <c>captureData</c> with input and output, <c>eventMetadata</c>, <c>eventVersion</c>.</summary>
/// <remarks>The encoding is that of the text in <c>data</c>: CSV and JSON are the body itself, BASE64 is any other content type's bytes.</remarks>
internal static class CaptureLine
{
    /// <summary>The call, or the reason why the line is none.</summary>
    public static (CapturedCall? Call, string? Problem) Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? (Read(document.RootElement), null) : (null, "the line is not a JSON object");
        }
        catch (JsonException)
        {
            return (null, "the line is not valid JSON");
        }
        catch (InvalidOperationException)
        {
            return (null, "the line is not a captured request: a member has another type than SageMaker gives it");
        }
        catch (FormatException)
        {
            return (null, "the line's data is not the BASE64 that its encoding says");
        }
    }

    private static CapturedCall Read(JsonElement line)
    {
        var metadata = line.TryGetProperty("eventMetadata"u8, out var found) ? found : default;
        var data = line.TryGetProperty("captureData"u8, out var captured) ? captured : default;
        var id = Text(metadata, "eventId"u8);
        return new CapturedCall
        {
            EventId = id,
            InferenceId = Text(metadata, "inferenceId"u8) ?? id,
            Time = Time(metadata),
            Input = Body(data, "endpointInput"u8),
            Output = Body(data, "endpointOutput"u8),
        };
    }

    private static CapturedBody? Body(JsonElement data, ReadOnlySpan<byte> member)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(member, out var body) || body.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var content = Text(body, "data"u8);
        var bytes = content is null ? [] : Text(body, "encoding"u8) == "BASE64" ? Convert.FromBase64String(content) : Encoding.UTF8.GetBytes(content);
        return new CapturedBody(Text(body, "observedContentType"u8), bytes);
    }

    private static DateTimeOffset? Time(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty("inferenceTime"u8, out var time) && time.TryGetDateTimeOffset(out var value) ? value : null;

    private static string? Text(JsonElement parent, ReadOnlySpan<byte> member) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(member, out var value) ? value.GetString() : null;
}
