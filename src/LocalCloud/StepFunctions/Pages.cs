using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Processes;

namespace LocalCloud.StepFunctions;

/// <summary>Paged answers: <c>maxResults</c> and <c>nextToken</c>, the token being the place to go on at.</summary>
internal static class Pages
{
    private const int DefaultSize = 100;

    public static JsonObject Of(JsonObject input, string member, IReadOnlyList<JsonObject> all)
    {
        var from = From(input.TextOrNull("nextToken"), all.Count);
        var asked = input.NumberOrNull("maxResults") ?? 0;
        var page = all.Skip(from).Take(asked == 0 ? DefaultSize : asked).ToList();
        var output = new JsonObject { [member] = new JsonArray(page.Select(item => (JsonNode)item.DeepClone()).ToArray()) };
        if (from + page.Count < all.Count)
        {
            output["nextToken"] = (from + page.Count).ToString(CultureInfo.InvariantCulture);
        }

        return output;
    }

    private static int From(string? token, int count)
    {
        if (token is null)
        {
            return 0;
        }

        return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && from <= count
            ? from
            : throw StatesErrors.InvalidToken($"Invalid Token: '{token}'");
    }
}
