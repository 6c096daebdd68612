using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One log line before it is written.</summary>
internal sealed record LogEntry
{
    public required DateTimeOffset Time { get; init; }

    public required string Level { get; init; }

    public string RequestId { get; init; }

    public string TraceId { get; init; }

    public string TenantId { get; init; }

    public required MessageTemplate Message { get; init; }

    public required object[] Arguments { get; init; }

    public Exception Exception { get; init; }

    private string Timestamp => Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    public string ToText(bool withPrefix)
    {
        var line = new StringBuilder();
        if (withPrefix)
        {
            line.Append(Timestamp).Append('\t').Append(RequestId).Append('\t').Append(Label).Append('\t');
        }

        var message = Message.Format(Arguments);
        line.Append(message);
        if (Exception is not null)
        {
            line.Append(message.Length > 0 ? "\n" : "").Append(Exception);
        }

        return line.ToString();
    }

    public string ToJson()
    {
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("timestamp", Timestamp);
            writer.WriteString("level", Level);
            WriteIfPresent(writer, "requestId", RequestId);
            WriteIfPresent(writer, "tenantId", TenantId);
            WriteIfPresent(writer, "traceId", TraceId);
            writer.WriteString("message", Message.Format(Arguments));
            WriteArguments(writer);
            WriteException(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private string Label => Level switch
    {
        "Trace" => "trce",
        "Debug" => "dbug",
        "Information" => "info",
        "Warning" => "warn",
        "Error" => "fail",
        "Critical" => "crit",
        _ => Level,
    };

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, string value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private void WriteArguments(Utf8JsonWriter writer)
    {
        foreach (var (name, value) in Message.Bind(Arguments))
        {
            writer.WritePropertyName(name);
            if (value is int or long or short or byte or double or float or decimal)
            {
                writer.WriteRawValue(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
            }
            else if (value is bool flag)
            {
                writer.WriteBooleanValue(flag);
            }
            else
            {
                writer.WriteStringValue(MessageTemplate.Text(value, null));
            }
        }
    }

    private void WriteException(Utf8JsonWriter writer)
    {
        if (Exception is null)
        {
            return;
        }

        writer.WriteString("errorType", Exception.GetType().FullName);
        writer.WriteString("errorMessage", Exception.Message);
        writer.WriteStartArray("stackTrace");
        foreach (var line in Exception.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteStringValue(line);
        }

        writer.WriteEndArray();
    }
}
