using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception as Lambda shows it: type, message, stack trace, causes; at most 256 KiB.</summary>
internal static class ErrorDocument
{
    private const int MaxBytes = 256 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Exception exception)
    {
        var full = Write(writer => WriteException(writer, exception, withCauses: true));
        return full.Length <= MaxBytes ? full : WithoutDetails(exception);
    }

    private static byte[] WithoutDetails(Exception exception)
    {
        var brief = Write(writer => WriteException(writer, exception, withCauses: false));
        return brief.Length <= MaxBytes
            ? brief
            : Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("errorType", exception.GetType().Name);
                writer.WriteString("errorMessage", "Exception exceeded maximum payload size of 256KB.");
                writer.WriteEndObject();
            });
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.ToArray();
    }

    private static void WriteException(Utf8JsonWriter writer, Exception exception, bool withCauses)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", exception.GetType().Name);
        writer.WriteString("errorMessage", exception.Message);
        WriteStackTrace(writer, exception.StackTrace);
        if (withCauses && exception.InnerException is { } inner)
        {
            writer.WritePropertyName("cause");
            WriteException(writer, inner, withCauses);
        }

        if (withCauses && exception is AggregateException aggregate)
        {
            writer.WriteStartArray("causes");
            foreach (var cause in aggregate.InnerExceptions)
            {
                WriteException(writer, cause, withCauses);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteStackTrace(Utf8JsonWriter writer, string stackTrace)
    {
        if (string.IsNullOrEmpty(stackTrace))
        {
            return;
        }

        writer.WriteStartArray("stackTrace");
        foreach (var line in stackTrace.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
    }
}
