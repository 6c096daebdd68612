using System.Text.Json.Nodes;
using CsCheck;
using Mlops.Domain.Json;

namespace Mlops.Domain.Tests.Json;

public sealed class CanonicalJsonTests
{
    private static readonly Gen<JsonNode?> Node = Gen.Recursive<JsonNode?>((depth, node) => depth > 3 ? Leaf! : Gen.OneOf(
        Leaf!,
        node.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
        Gen.Select(Gen.String[0, 3], node).Array[0, 4].Select(members => (JsonNode?)new JsonObject(
            members.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone()))))));

    private static Gen<JsonNode?> Leaf => Gen.OneOf(
        Gen.Const((JsonNode?)null),
        Gen.Bool.Select(value => (JsonNode?)value),
        Gen.Long.Select(value => (JsonNode?)value),
        Gen.Double.Where(double.IsFinite).Select(value => (JsonNode?)value),
        Gen.String.Where(IsUnicode).Select(value => (JsonNode?)value));

    [Fact]
    public void Of_MembersInAnyOrder_IsTheSameText() =>
        Gen.Select(Node, Gen.Int).Sample((node, seed) => CanonicalJson.Of(node) == CanonicalJson.Of(Shuffle(node, seed)));

    [Fact]
    public void Of_ItsOwnOutput_IsUnchanged() =>
        Node.Sample(node => CanonicalJson.Of(JsonNode.Parse(CanonicalJson.Of(node))) == CanonicalJson.Of(node));

    [Fact]
    public void Of_AnyNode_KeepsItsValue() =>
        Node.Where(node => node is not null).Sample(node => JsonNode.DeepEquals(JsonNode.Parse(CanonicalJson.Of(node)), node));

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("1e2", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("0.1", "0.1")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("\"\\u00e9\\/\\n\"", "\"é/\\u000a\"")]
    [InlineData("{ \"b\": [ ], \"a\": { } }", "{\"a\":{},\"b\":[]}")]
    public void Of_OneValueInTwoSpellings_IsTheShortOne(string json, string expected) =>
        Assert.Equal(expected, CanonicalJson.Of(JsonNode.Parse(json)));

    private static bool IsUnicode(string text)
    {
        try
        {
            _ = new System.Text.UTF8Encoding(false, true).GetByteCount(text);
            return true;
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }

    private static JsonNode? Shuffle(JsonNode? node, int seed) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => ContentHash.Of(member.Key + seed))
            .Select(member => KeyValuePair.Create(member.Key, Shuffle(member.Value, seed)))),
        JsonArray items => new JsonArray([.. items.Select(item => Shuffle(item, seed))]),
        _ => node?.DeepClone(),
    };
}
