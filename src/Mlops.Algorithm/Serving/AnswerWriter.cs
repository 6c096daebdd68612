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
    private const int LongestNumber = 32;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Predictions(AnswerBuffer answer, string mediaType, ReadOnlySpan<double> predictions)
    {
        switch (mediaType)
        {
            case MediaTypes.Csv:
                WriteLines(answer, predictions, ""u8, "\n"u8);
                break;
            case MediaTypes.JsonLines:
                WriteLines(answer, predictions, "{\"prediction\":"u8, "}\n"u8);
                break;
            default:
                using (var writer = StartPredictions(answer))
                {
                    foreach (var prediction in predictions)
                    {
                        writer.WriteNumberValue(prediction);
                    }

                    EndPredictions(writer);
                }

                break;
        }
    }

    public static void Classes(AnswerBuffer answer, string mediaType, ReadOnlySpan<double> probabilities, Func<double, string> label)
    {
        switch (mediaType)
        {
            case MediaTypes.Csv:
                foreach (var probability in probabilities)
                {
                    WriteNumber(answer, probability);
                    CsvLine.Append(answer, Encoding.UTF8.GetBytes(label(probability)), first: false);
                    CsvLine.End(answer);
                }

                break;
            case MediaTypes.JsonLines:
                WriteClassLines(answer, probabilities, label);
                break;
            default:
                using (var writer = StartPredictions(answer))
                {
                    foreach (var probability in probabilities)
                    {
                        WriteClass(writer, probability, label);
                    }

                    EndPredictions(writer);
                }

                break;
        }
    }

    public static void Error(AnswerBuffer answer, string message)
    {
        using var writer = new Utf8JsonWriter(answer, Readable);
        writer.WriteStartObject();
        writer.WriteString("error", message);
        writer.WriteEndObject();
    }

    private static void WriteLines(AnswerBuffer answer, ReadOnlySpan<double> predictions, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        foreach (var prediction in predictions)
        {
            answer.Write(before);
            WriteNumber(answer, prediction);
            answer.Write(after);
        }
    }

    private static void WriteClassLines(AnswerBuffer answer, ReadOnlySpan<double> probabilities, Func<double, string> label)
    {
        using var writer = new Utf8JsonWriter(answer, Readable);
        foreach (var probability in probabilities)
        {
            WriteClass(writer, probability, label);
            writer.Flush();
            writer.Reset();
            answer.Write("\n"u8);
        }
    }

    private static void WriteClass(Utf8JsonWriter writer, double probability, Func<double, string> label)
    {
        writer.WriteStartObject();
        writer.WriteNumber("score", probability);
        writer.WriteString("predicted_label", label(probability));
        writer.WriteEndObject();
    }

    private static Utf8JsonWriter StartPredictions(AnswerBuffer answer)
    {
        var writer = new Utf8JsonWriter(answer, Readable);
        writer.WriteStartObject();
        writer.WriteStartArray("predictions");
        return writer;
    }

    private static void EndPredictions(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNumber(AnswerBuffer answer, double value)
    {
        value.TryFormat(answer.GetSpan(LongestNumber), out var written, "R", CultureInfo.InvariantCulture);
        answer.Advance(written);
    }
}
