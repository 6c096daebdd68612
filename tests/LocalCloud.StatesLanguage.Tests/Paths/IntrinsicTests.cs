using System.Text.Json.Nodes;
using LocalCloud.StatesLanguage.Definition;
using LocalCloud.StatesLanguage.Paths;

namespace LocalCloud.StatesLanguage.Tests.Paths;

public sealed class IntrinsicTests
{
    private static readonly JsonNode Input = JsonNode.Parse("""{"a":[1,2,2,3],"o":{"x":1,"y":1},"p":{"y":2},"s":"a,b;;c","n":null}""")!;

    [Theory]
    [InlineData("States.Format('{} is {}, \\{\\} \\'q\\'', 'x', 1)", "\"x is 1, {} 'q'\"")]
    [InlineData("States.Array(1, 'b', null, true, $.o.x)", "[1,\"b\",null,true,1]")]
    [InlineData("States.ArrayPartition($.a, 3)", "[[1,2,2],[3]]")]
    [InlineData("States.ArrayContains($.a, 3)", "true")]
    [InlineData("States.ArrayRange(1, 9, 2)", "[1,3,5,7,9]")]
    [InlineData("States.ArrayRange(3, 1, -1)", "[3,2,1]")]
    [InlineData("States.ArrayRange(5, 4, 2)", "[]")]
    [InlineData("States.ArrayGetItem($.a, 3)", "3")]
    [InlineData("States.ArrayLength($.a)", "4")]
    [InlineData("States.ArrayUnique($.a)", "[1,2,3]")]
    [InlineData("States.Base64Decode(States.Base64Encode('grün'))", "\"grün\"")]
    [InlineData("States.Hash('input data', 'SHA-1')", "\"aaff4a450a104cd177d28d18d74485e8cae074b7\"")]
    [InlineData("States.JsonMerge($.o, $.p, false)", "{\"x\":1,\"y\":2}")]
    [InlineData("States.MathAdd(1.5, 1)", "3")]
    [InlineData("States.StringSplit($.s, ',;')", "[\"a\",\"b\",\"c\"]")]
    [InlineData("States.StringToJson('{\"k\":[1]}')", "{\"k\":[1]}")]
    [InlineData("States.JsonToString($.o)", "\"{\\\"x\\\":1,\\\"y\\\":1}\"")]
    public void Function_OfValues_Gives(string call, string expected) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Evaluate(call)), JsonText.Write(Evaluate(call)));

    [Theory]
    [InlineData("States.ArrayGetItem($.a, 9)")]
    [InlineData("States.StringToJson('{')")]
    [InlineData("States.Format('{}')")]
    [InlineData("States.ArrayLength($.s)")]
    [InlineData("States.JsonMerge($.o, $.p, true)")]
    [InlineData("States.ArrayRange(1, 5000, 1)")]
    public void Function_OfWrongValues_FailsAsIntrinsicFailure(string call)
    {
        var failure = Assert.Throws<EvaluationException>(() => Evaluate(call));

        Assert.Equal(StatesError.IntrinsicFailure, failure.Error);
        Assert.StartsWith($"The function '{call}' had the following error: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Function_OfAMissingPath_IsARuntimeErrorThatNamesIt()
    {
        var failure = Assert.Throws<EvaluationException>(() => Evaluate("States.ArrayLength($.none)"));

        Assert.Equal(StatesError.Runtime, failure.Error);
        Assert.Contains("The JsonPath argument for the field '$.none' could not be found in the input", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("States.Nothing(1)")]
    [InlineData("States.Array(1,)")]
    [InlineData("States.Array(1")]
    [InlineData("States.ArrayLength()")]
    [InlineData(" States.UUID()")]
    [InlineData("States.Format('\\\"')")]
    public void Call_Malformed_IsRefused(string call) => Assert.False(ValueExpression.TryParse(call, out _));

    [Fact]
    public void Uuid_FromChance_IsOfVersion4() => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Evaluate("States.UUID()")!.GetValue<string>());

    private static JsonNode? Evaluate(string call)
    {
        Assert.True(ValueExpression.TryParse(call, out var expression));
        return expression.Evaluate(new EvaluationScope(Input, new JsonObject(), new Random(1)));
    }
}
