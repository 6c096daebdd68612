using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Mlops.Algorithm.Serving;

/// <summary>Writes predictions: a number per line as CSV, <c>{"predictions":[…]}</c> as JSON, <c>{"prediction":…}</c> per line as JSON Lines.</summary>
internal static class AnswerWriter
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Predictions(string mediaType, double[] predictions) => mediaType switch
    {
        MediaTypes.Csv => Lines(predictions, "", ""),
        MediaTypes.JsonLines => Lines(predictions, "{\"prediction\":", "}"),
        _ => Json(writer =>
        {
            writer.WriteStartArray("predictions");
            foreach (var prediction in predictions)
            {
                writer.WriteNumberValue(prediction);
            }

            writer.WriteEndArray();
        }),
    };

    public static ReadOnlyMemory<byte> Error(string message) => Json(writer => writer.WriteString("error", message));

    private static byte[] Lines(double[] predictions, string before, string after)
    {
        var text = new StringBuilder();
        foreach (var prediction in predictions)
        {
            text.Append(before).Append(prediction.ToString("R", CultureInfo.InvariantCulture)).Append(after).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static ReadOnlyMemory<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
