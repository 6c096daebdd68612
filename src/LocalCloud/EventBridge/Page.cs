using System.Text;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.EventBridge;

/// <summary>One page of a list that EventBridge cuts by <c>Limit</c> and continues by <c>NextToken</c>; in key order.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken)
{
    public JsonObject Answer(string member, Func<T, JsonObject> shape)
    {
        var answer = new JsonObject { [member] = new JsonArray([.. Items.Select(item => (JsonNode)shape(item))]) };
        if (NextToken is not null)
        {
            answer[nameof(NextToken)] = NextToken;
        }

        return answer;
    }
}

internal static class Page
{
    private const int MostItems = 100;

    /// <summary>The page that the request's Limit and NextToken name; <paramref name="all"/> is ordered by <paramref name="key"/>.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, Func<T, string> key, JsonObject request)
    {
        var after = request["NextToken"]?.ToString() is { } token ? Decode(token) : null;
        var rest = all.Where(item => after is null || string.CompareOrdinal(key(item), after) > 0).ToList();
        var items = rest.Take(request["Limit"]?.GetValue<int>() ?? MostItems).ToList();
        return new(items, items.Count < rest.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes(key(items[^1]))) : null);
    }

    private static string Decode(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw AwsException.Validation("Invalid nextToken.");
    }
}
