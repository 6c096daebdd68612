using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Mlops.Algorithm.Serving;

/// <summary>
/// Reads <c>application/json</c> (<c>{"instances":[…]}</c> or <c>[…]</c>) and <c>application/jsonlines</c> (a row per line).
/// A row is an object by column name, or an array in training order; null is a missing value.
/// </summary>
internal static class JsonRequest
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static void Read(ReadOnlyMemory<byte> body, RequestRows batch)
    {
        Parse(WithoutByteOrderMark(body), "the body", batch, root =>
        {
            if (Instances(root) is not { } instances)
            {
                batch.AddProblem("""the body must be {"instances": [row, …]} or [row, …]""");
                return;
            }

            foreach (var row in instances.EnumerateArray().TakeWhile(_ => !batch.IsHopeless))
            {
                AddRow(row, batch);
            }
        });
    }

    public static void ReadLines(ReadOnlyMemory<byte> body, RequestRows batch)
    {
        var rest = WithoutByteOrderMark(body);
        while (rest.Length > 0 && !batch.IsHopeless)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
            {
                Parse(line, $"row {batch.Rows + 1}", batch, row => AddRow(row, batch));
            }
        }
    }

    private static void Parse(ReadOnlyMemory<byte> json, string where, RequestRows batch, Action<JsonElement> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            read(document.RootElement);
        }
        catch (JsonException exception)
        {
            batch.AddProblem($"{where} is not valid JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            // A string's bytes are only checked when the string is taken.
            batch.AddProblem($"{where} holds text that is not valid Unicode");
        }
    }

    private static JsonElement? Instances(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("instances"u8, out var instances))
        {
            root = instances;
        }

        return root.ValueKind == JsonValueKind.Array ? root : null;
    }

    private static void AddRow(JsonElement row, RequestRows batch)
    {
        batch.AddRow();
        switch (row.ValueKind)
        {
            case JsonValueKind.Object:
                AddObject(row, batch);
                break;
            case JsonValueKind.Array:
                AddArray(row, batch);
                break;
            default:
                batch.AddProblem($"row {batch.Rows}: must be an object by column name or an array of values");
                break;
        }
    }

    private static void AddObject(JsonElement row, RequestRows batch)
    {
        foreach (var member in row.EnumerateObject())
        {
            var column = batch.Columns.IndexOf(member.Name);
            if (column >= 0)
            {
                Set(column, member.Value, batch);
            }
            else if (member.Name != batch.Columns.Label)
            {
                batch.AddProblem($"row {batch.Rows}: column '{member.Name}' is unknown to the model");
            }
        }

        foreach (var column in batch.Columns.Names.Where(column => !row.TryGetProperty(column, out _)))
        {
            batch.AddProblem($"row {batch.Rows}: column '{column}' is missing");
        }
    }

    private static void AddArray(JsonElement row, RequestRows batch)
    {
        var expected = batch.Columns.Names.Count;
        if (row.GetArrayLength() != expected)
        {
            batch.AddProblem($"row {batch.Rows}: has {row.GetArrayLength()} values; {expected} are expected");
            return;
        }

        foreach (var (column, value) in row.EnumerateArray().Index())
        {
            Set(column, value, batch);
        }
    }

    private static void Set(int column, JsonElement value, RequestRows batch)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                batch.Set(column, JsonMarshal.GetRawUtf8Value(value));
                break;
            case JsonValueKind.String:
                batch.Set(column, Encoding.UTF8.GetBytes(value.GetString()!));
                break;
            case JsonValueKind.Null:
                batch.Set(column, []);
                break;
            default:
                batch.AddProblem($"row {batch.Rows}: column '{batch.Columns.Names[column]}' must be a number, a text or null");
                break;
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
