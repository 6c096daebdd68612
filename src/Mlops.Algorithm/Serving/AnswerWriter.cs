using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Mlops.Algorithm.Csv;

namespace Mlops.Algorithm.Serving;

/// <summary>
/// Writes predictions: a number per line as CSV, <c>{"predictions":[…]}</c> as JSON, <c>{"prediction":…}</c> per line as JSON Lines. Of classes it is the probability of the
/// positive one and the class that the threshold makes of it, as SageMaker's own classifiers answer: <c>0.7,yes</c>, and <c>{"score":0.7,"predicted_label":"yes"}</c> in place of the number.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/sagemaker/latest/dg/LL-in-formats.html</remarks>
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

    public static ReadOnlyMemory<byte> Classes(string mediaType, double[] probabilities, Func<double, string> label)
    {
        var answer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(answer, Readable);
        switch (mediaType)
        {
            case MediaTypes.Csv:
                probabilities.ToList().ForEach(probability => answer.Write(CsvLine.Of([Number(probability), label(probability)])));
                break;
            case MediaTypes.JsonLines:
                probabilities.ToList().ForEach(probability => WriteLine(answer, writer, probability, label));
                break;
            default:
                writer.WriteStartObject();
                writer.WriteStartArray("predictions");
                probabilities.ToList().ForEach(probability => WriteClass(writer, probability, label));
                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
        }

        writer.Flush();
        return answer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Error(string message) => Json(writer => writer.WriteString("error", message));

    private static byte[] Lines(double[] predictions, string before, string after)
    {
        var text = new StringBuilder();
        foreach (var prediction in predictions)
        {
            text.Append(before).Append(Number(prediction)).Append(after).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void WriteLine(ArrayBufferWriter<byte> answer, Utf8JsonWriter writer, double probability, Func<double, string> label)
    {
        WriteClass(writer, probability, label);
        writer.Flush();
        writer.Reset();
        answer.Write("\n"u8);
    }

    private static void WriteClass(Utf8JsonWriter writer, double probability, Func<double, string> label)
    {
        writer.WriteStartObject();
        writer.WriteNumber("score", probability);
        writer.WriteString("predicted_label", label(probability));
        writer.WriteEndObject();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

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
