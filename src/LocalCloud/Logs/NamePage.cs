using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Logs;

/// <summary>One page of groups or streams in the order of a key, continued by <c>nextToken</c>.</summary>
internal static class NamePage
{
    public static JsonObject Of<T>(IEnumerable<T> all, Func<T, string> key, JsonObject input, int limit, string member, Func<T, JsonObject> shape, bool descending = false)
    {
        var ordered = (descending ? all.OrderByDescending(key, StringComparer.Ordinal) : all.OrderBy(key, StringComparer.Ordinal)).ToList();
        if (input["nextToken"]?.ToString() is { } token)
        {
            var last = Decode(token);
            ordered.RemoveAll(item => string.CompareOrdinal(key(item), last) * (descending ? -1 : 1) <= 0);
        }

        var answer = new JsonObject { [member] = new JsonArray([.. ordered.Take(limit).Select(item => (JsonNode)shape(item))]) };
        if (ordered.Count > limit)
        {
            answer["nextToken"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(key(ordered[limit - 1])));
        }

        return answer;
    }

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : throw LogsErrors.InvalidToken();
    }
}
