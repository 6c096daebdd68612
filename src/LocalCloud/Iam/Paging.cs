using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Iam;

/// <summary>IAM's pages: <c>MaxItems</c> at once, and a <c>Marker</c> to go on from.</summary>
internal static class Paging
{
    private const int Usual = 100;

    public static JsonObject Page<T>(JsonObject input, string member, IReadOnlyList<T> all, Func<T, JsonNode?> describe)
    {
        var start = Start((string?)input["Marker"], all.Count);
        var taken = all.Skip(start).Take((int?)input["MaxItems"] ?? Usual).ToList();
        var end = start + taken.Count;
        var page = new JsonObject { [member] = new JsonArray([.. taken.Select(describe)]), ["IsTruncated"] = end < all.Count };
        if (end < all.Count)
        {
            page["Marker"] = end.ToString(CultureInfo.InvariantCulture);
        }

        return page;
    }

    private static int Start(string? marker, int count) => marker switch
    {
        null => 0,
        _ when int.TryParse(marker, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start <= count => start,
        _ => throw new AwsException("ValidationError", 400, $"Invalid Marker: {marker}. Give the one that the last page ended with."),
    };
}
