using System.Text.Json.Nodes;
using CsCheck;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Tests.Paths;

public sealed class PathTests
{
    private const string Store =
        """{"books":[{"t":"a","price":5,"tags":["x"]},{"t":"b","price":12},{"t":"c","price":20,"isbn":1}],"limit":10,"deep":{"t":"d"}}""";

    [Theory]
    [InlineData("$.limit", "10")]
    [InlineData("$['deep']['t']", "\"d\"")]
    [InlineData("$.books[-1].t", "\"c\"")]
    [InlineData("$.books[*].t", """["a","b","c"]""")]
    [InlineData("$.books[0,2].t", """["a","c"]""")]
    [InlineData("$.books[1:].t", """["b","c"]""")]
    [InlineData("$.books[:-1].t", """["a","b"]""")]
    [InlineData("$..t", """["d","a","b","c"]""")]
    [InlineData("$.books[?(@.price < $.limit)].t", """["a"]""")]
    [InlineData("$.books[?(@.price > 10 && @.isbn)].t", """["c"]""")]
    [InlineData("$.books[?(@.t == 'a' || @.t == 'c')].price", "[5,20]")]
    [InlineData("$.books[?(!(@.isbn))].t", """["a","b"]""")]
    [InlineData("$.books[?(@.t in ['b','c'])].t", """["b","c"]""")]
    [InlineData("$.books[?(@.t =~ /[AB]/i)].t", """["a","b"]""")]
    [InlineData("$.none[*].t", "[]")]
    public void Path_IntoADocument_Selects(string text, string expected)
    {
        Assert.True(JsonPath.TryParse(text, out var path));

        Assert.True(path.TryEvaluate(JsonNode.Parse(Store), out var value, out _));

        // Descendants come in no promised order.
        var (a, b) = (JsonNode.Parse(expected), value);
        Assert.True(JsonNode.DeepEquals(Sorted(a), Sorted(b)), JsonText.Write(b));
    }

    [Theory]
    [InlineData("$.deep.none", "No results for path: $['deep']['none']")]
    [InlineData("$.none.below", "Missing property in path $['none']")]
    public void Path_ToNothing_SaysWhere(string text, string reason)
    {
        Assert.True(JsonPath.TryParse(text, out var path));

        Assert.False(path.TryEvaluate(JsonNode.Parse(Store), out _, out var actual));

        Assert.Equal(reason, actual);
    }

    [Theory]
    [InlineData("books")]
    [InlineData("$.")]
    [InlineData("$.books[")]
    [InlineData("$.books[?(@.price <)]")]
    [InlineData("$variable")]
    [InlineData("$.a b")]
    public void Path_Malformed_IsRefused(string text) => Assert.False(JsonPath.TryParse(text, out _));

    [Fact]
    public void ResultPath_PutThenRead_GivesTheResult() =>
        Gen.Select(Gen.String[Gen.Char['a', 'e'], 1, 3].Array[1, 4], Gen.Int, Gen.String[Gen.Char['a', 'e'], 1, 2].Array[0, 4]).Sample((names, result, others) =>
        {
            var input = new JsonObject(others.Distinct().Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject())));
            var before = input.ToJsonString();
            var text = "$." + string.Join(".", names);
            Assert.True(ReferencePath.TryParse(text, out var place));

            var output = place.Put(input, JsonValue.Create(result));

            Assert.True(JsonPath.TryParse(text, out var path));
            Assert.True(path.TryEvaluate(output, out var read, out _));
            Assert.Equal(result, read!.GetValue<int>());
            Assert.Equal(before, input.ToJsonString());
        });

    [Fact]
    public void ResultPath_IntoAScalar_DoesNotMatch()
    {
        Assert.True(ReferencePath.TryParse("$.a.b", out var place));

        var failure = Assert.Throws<EvaluationException>(() => place.Put(JsonNode.Parse("""{"a":1}"""), 2));

        Assert.Equal(StatesError.ResultPathMatchFailure, failure.Error);
    }

    private static JsonNode? Sorted(JsonNode? node) => node is JsonArray array
        ? new JsonArray(array.OrderBy(item => JsonText.Write(item), StringComparer.Ordinal).Select(item => item?.DeepClone()).ToArray())
        : node;
}
