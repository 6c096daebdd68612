using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Intrinsics;

/// <summary>Functions on strings.</summary>
internal static class TextFunctions
{
    private const int MaxEncodedLength = 10_000;

    /// <summary>The template comes with its escapes, so that <c>\{</c> can be told from the start of a placeholder.</summary>
    public static JsonNode Format(IntrinsicCall call)
    {
        var template = call.Text(0);
        var result = new StringBuilder();
        var argument = 1;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '\\' && i + 1 < template.Length)
            {
                result.Append(template[++i]);
            }
            else if (template[i] == '{' && i + 1 < template.Length && template[i + 1] == '}')
            {
                result.Append(argument < call.Arguments.Count ? Display(call[argument++]) : throw WrongCount(call));
                i++;
            }
            else
            {
                result.Append(template[i]);
            }
        }

        return argument == call.Arguments.Count ? JsonValue.Create(result.ToString()) : throw WrongCount(call);
    }

    public static JsonNode? StringToJson(IntrinsicCall call)
    {
        var text = call.Text(0);
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonText.Parse(text);
        }
        catch (JsonException problem)
        {
            throw new IntrinsicException($"The string is not JSON: {problem.Message}");
        }
    }

    public static JsonNode JsonToString(IntrinsicCall call) => JsonValue.Create(JsonText.Write(call[0]));

    /// <summary>Every character of the second argument separates; empty parts are left out.</summary>
    public static JsonNode StringSplit(IntrinsicCall call)
    {
        var separators = call.Text(1).ToCharArray();
        var text = call.Text(0);
        // Split without separators would split at white space.
        var parts = separators.Length == 0 ? [text] : text.Split(separators, StringSplitOptions.RemoveEmptyEntries);
        return new JsonArray(parts.Select(part => (JsonNode)JsonValue.Create(part)).ToArray());
    }

    public static JsonNode Base64Encode(IntrinsicCall call) => JsonValue.Create(Convert.ToBase64String(Encoding.UTF8.GetBytes(Limited(call.Text(0)))));

    public static JsonNode Base64Decode(IntrinsicCall call)
    {
        try
        {
            return JsonValue.Create(Encoding.UTF8.GetString(Convert.FromBase64String(Limited(call.Text(0)))));
        }
        catch (FormatException)
        {
            throw new IntrinsicException("The string is not base64");
        }
    }

    public static JsonNode Hash(IntrinsicCall call)
    {
        var text = JsonValues.AsString(call[0]) ?? JsonText.Write(call[0]);
        var bytes = Encoding.UTF8.GetBytes(Limited(text));
#pragma warning disable CA5350, CA5351 // the language offers these two; nothing here relies on their strength
        var hash = call.Text(1) switch
        {
            "MD5" => MD5.HashData(bytes),
            "SHA-1" => SHA1.HashData(bytes),
            "SHA-256" => SHA256.HashData(bytes),
            "SHA-384" => SHA384.HashData(bytes),
            "SHA-512" => SHA512.HashData(bytes),
            var other => throw new IntrinsicException($"The hashing algorithm '{other}' is not one of MD5, SHA-1, SHA-256, SHA-384, SHA-512"),
        };
#pragma warning restore CA5350, CA5351
        return JsonValue.Create(Convert.ToHexStringLower(hash));
    }

    public static JsonNode Uuid(IntrinsicCall call)
    {
        var bytes = new byte[16];
        call.Random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return JsonValue.Create(new Guid(bytes, bigEndian: true).ToString());
    }

    private static string Limited(string text) =>
        text.Length <= MaxEncodedLength
            ? text
            : throw new IntrinsicException($"The string has {text.Length} characters; at most {MaxEncodedLength} are allowed");

    /// <summary>Objects and arrays appear as Java prints maps and lists: <c>{a=1, b=[2, 3]}</c>.</summary>
    private static string Display(JsonNode? node) => node switch
    {
        JsonObject owner => "{" + string.Join(", ", owner.Select(member => $"{member.Key}={Display(member.Value)}")) + "}",
        JsonArray array => "[" + string.Join(", ", array.Select(Display)) + "]",
        _ => JsonValues.AsString(node) ?? JsonText.Write(node),
    };

    private static IntrinsicException WrongCount(IntrinsicCall call) =>
        new($"The template has another number of {{}} than the {call.Arguments.Count - 1} values that follow it");
}
