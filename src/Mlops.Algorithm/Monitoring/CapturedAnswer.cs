using System.Text.Json;
using Mlops.Algorithm.Csv;
using Mlops.Algorithm.Serving;

namespace Mlops.Algorithm.Monitoring;

/// <summary>Reads the predictions of a captured answer, in each of the formats that the container answers in.</summary>
internal static class CapturedAnswer
{
    /// <summary>A number per row; null when the answer is not one of predictions, such as an error's.</summary>
    public static double[]? Read(CapturedBody answer)
    {
        try
        {
            return MediaTypes.OfRequest(answer.ContentType) switch
            {
                MediaTypes.Csv => Lines(answer.Content, line => CsvValue.TryParseNumber(FirstField(line.Span), out var number) ? number : null),
                MediaTypes.JsonLines => Lines(answer.Content, PredictionOfLine),
                MediaTypes.Json => PredictionsOf(answer.Content),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static double[]? PredictionsOf(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("predictions"u8, out var predictions)
            ? [.. predictions.EnumerateArray().Select(prediction => prediction.ValueKind == JsonValueKind.Object ? prediction.GetProperty("score"u8).GetDouble() : prediction.GetDouble())]
            : null;
    }

    // A class follows its probability.
    private static ReadOnlySpan<byte> FirstField(ReadOnlySpan<byte> line) => line.IndexOf((byte)',') is var comma and >= 0 ? line[..comma] : line;

    private static double? PredictionOfLine(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.TryGetProperty("prediction"u8, out var prediction) || document.RootElement.TryGetProperty("score"u8, out prediction) ? prediction.GetDouble() : null;
    }

    private static double[]? Lines(byte[] content, Func<ReadOnlyMemory<byte>, double?> read)
    {
        var predictions = new List<double>();
        var rest = content.AsMemory();
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            if (read(line.Trim((byte)'\r')) is not { } prediction)
            {
                return null;
            }

            predictions.Add(prediction);
        }

        return [.. predictions];
    }
}
