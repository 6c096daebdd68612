using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.StepFunctions;

/// <summary>Paged answers: <c>maxResults</c> and <c>nextToken</c>, the token being the place to go on at.</summary>
internal static class Pages
{
    private const int DefaultSize = 100;

    public static JsonObject Of(JsonObject input, string member, IReadOnlyList<JsonObject> all)
    {
        var from = From(input) ?? 0;
        if (from > all.Count)
        {
            throw Invalid(input);
        }

        var page = all.Skip(from).Take(Size(input)).ToList();
        var output = new JsonObject { [member] = new JsonArray(page.Select(item => (JsonNode)item.DeepClone()).ToArray()) };
        if (from + page.Count < all.Count)
        {
            output["nextToken"] = (from + page.Count).ToString(CultureInfo.InvariantCulture);
        }

        return output;
    }

    public static int Size(JsonObject input) => input.NumberOrNull("maxResults") is { } asked and not 0 ? asked : DefaultSize;

    /// <summary>The token's number; null when there is none.</summary>
    public static int? From(JsonObject input) =>
        input.TextOrNull("nextToken") is not { } token ? null
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from
        : throw Invalid(input);

    private static AwsException Invalid(JsonObject input) => StatesErrors.InvalidToken($"Invalid Token: '{input.TextOrNull("nextToken")}'");
}
