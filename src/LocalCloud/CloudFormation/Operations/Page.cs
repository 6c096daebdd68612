using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.CloudFormation.Operations;

/// <summary>A list that CloudFormation answers in pages, continued by <c>NextToken</c>.</summary>
internal static class Page
{
    private const int Size = 100;

    public static JsonObject Of<T>(string member, IEnumerable<T> items, Func<T, JsonNode> shape, JsonObject input)
    {
        var from = input["NextToken"]?.ToString() is { } token ? Position(token) : 0;
        var rest = items.Skip(from).Take(Size + 1).ToList();
        var answer = new JsonObject { [member] = new JsonArray([.. rest.Take(Size).Select(shape)]) };
        if (rest.Count > Size)
        {
            answer["NextToken"] = (from + Size).ToString(CultureInfo.InvariantCulture);
        }

        return answer;
    }

    private static int Position(string token) => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
        ? position
        : throw CloudFormationErrors.Validation("Invalid NextToken");
}
