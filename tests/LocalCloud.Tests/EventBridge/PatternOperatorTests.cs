using System.Text.Json;
using LocalCloud.EventBridge.Patterns;

namespace LocalCloud.Tests.EventBridge;

public sealed class PatternOperatorTests
{
    [Theory]
    [InlineData("""{"x":[{"exactly":"a"}]}""", "\"a\"", "\"b\"")]
    [InlineData("""{"x":[{"prefix":"in/"}]}""", "\"in/a\"", "\"out/a\"")]
    [InlineData("""{"x":[{"suffix":".csv"}]}""", "\"a.csv\"", "\"a.txt\"")]
    [InlineData("""{"x":[{"equals-ignore-case":"ABC"}]}""", "\"abc\"", "\"abd\"")]
    [InlineData("""{"x":[{"wildcard":"a*c"}]}""", "\"abbc\"", "\"abb\"")]
    [InlineData("""{"x":[{"cidr":"10.0.0.0/8"}]}""", "\"10.1.2.3\"", "\"11.1.2.3\"")]
    [InlineData("""{"x":[{"numeric":[">",0,"<=",5]}]}""", "5", "0")]
    [InlineData("""{"x":[{"exists":true}]}""", "1", null)]
    [InlineData("""{"x":[{"exists":false}]}""", null, "1")]
    [InlineData("""{"x":[{"anything-but":["a","b"]}]}""", "\"c\"", "\"a\"")]
    [InlineData("""{"x":[{"anything-but":{"prefix":"a"}}]}""", "\"ba\"", "\"ab\"")]
    [InlineData("""{"x":[{"anything-but":{"suffix":"a"}}]}""", "\"ab\"", "\"ba\"")]
    [InlineData("""{"x":[{"anything-but":{"equals-ignore-case":"A"}}]}""", "\"b\"", "\"a\"")]
    [InlineData("""{"x":[{"anything-but":{"wildcard":"a*"}}]}""", "\"ba\"", "\"ab\"")]
    [InlineData("""{"$or":[{"x":["a"]},{"x":[{"numeric":["=",1]}]}]}""", "1", "2")]
    public void Operator_OfAValue_MatchesWhatItShould(string pattern, string? matching, string? other)
    {
        var compiled = EventPattern.Compile(pattern);

        Assert.True(compiled.Matches(Event(matching)));
        Assert.False(compiled.Matches(Event(other)));
    }

    private static JsonElement Event(string? value) =>
        JsonElement.Parse(value is null ? """{"y":1}""" : $$"""{"x":{{value}},"y":1}""");
}
