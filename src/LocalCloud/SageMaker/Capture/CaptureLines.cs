using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalCloud.SageMaker.Capture;

/// <summary>The JSON Lines that captured calls are kept as.</summary>
internal static class CaptureLines
{
    // Nobody puts these lines into HTML; quotes and non-Latin text stay readable.
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream target, IEnumerable<(Guid Id, CapturedCall Call)> calls)
    {
        using var json = new Utf8JsonWriter(target, _options);
        foreach (var (id, call) in calls)
        {
            WriteCall(json, id, call);
            json.Flush();
            target.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void WriteCall(Utf8JsonWriter json, Guid id, CapturedCall call)
    {
        json.WriteStartObject();
        json.WriteStartObject("captureData");
        if (call.Plan.Input)
        {
            WriteBody(json, "endpointInput", "INPUT", call.Input, call.Plan);
        }

        if (call.Plan.Output)
        {
            WriteBody(json, "endpointOutput", "OUTPUT", call.Output, call.Plan);
        }

        json.WriteEndObject();
        json.WriteStartObject("eventMetadata");
        json.WriteString("eventId", id);
        if (call.InferenceId is not null)
        {
            json.WriteString("inferenceId", call.InferenceId);
        }

        json.WriteString("inferenceTime", call.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteString("eventVersion", "0");
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, string member, string mode, CapturedBody body, CapturePlan plan)
    {
        json.WriteStartObject(member);
        if (body.ContentType is not null)
        {
            json.WriteString("observedContentType", body.ContentType);
        }

        json.WriteString("mode", mode);
        var encoding = plan.Encoding(body.ContentType);
        if (encoding == "BASE64")
        {
            json.WriteBase64String("data", body.Bytes);
        }
        else
        {
            json.WriteString("data", Encoding.UTF8.GetString(body.Bytes));
        }

        json.WriteString("encoding", encoding);
        json.WriteEndObject();
    }
}
