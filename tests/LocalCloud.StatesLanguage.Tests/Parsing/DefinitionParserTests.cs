using LocalCloud.StatesLanguage.Parsing;

namespace LocalCloud.StatesLanguage.Tests.Parsing;

public sealed class DefinitionParserTests
{
    [Theory]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Oops":1}}}""", "/States/A/Oops", "Field 'Oops' is not supported")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass"}}}""", "/States/A", "Exactly one of these fields is required: [Next, End]")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}""", "/States/A/Next", "Missing 'Next' target: B")]
    [InlineData("""{"StartAt":"B","States":{"A":{"Type":"Pass","End":true}}}""", "/StartAt", "Missing 'Next' target: B")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","End":true},"B":{"Type":"Pass","End":true}}}""", "/States/B", "State \"B\" is not reachable.")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":1,"SecondsPath":"$.s","End":true}}}""", "/States/A", "A Wait needs exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath]")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Sleep","End":true}}}""", "/States/A/Type", "State type 'Sleep' is not one of [Choice, Fail, Map, Parallel, Pass, Succeed, Task, Wait]")]
    [InlineData("""{"StartAt":"A","QueryLanguage":"JSONata","States":{"A":{"Type":"Succeed"}}}""", "/QueryLanguage", "Query language 'JSONata' is not supported: write the machine in JSONPath")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"x":1},"End":true}}}""", "/States/A/Assign", "Field 'Assign' is not supported")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"E","ErrorPath":"$.e"}}}""", "/States/A", "A state may have only one of [\"Error\", \"ErrorPath\"]")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":"1","Next":"B"}]},"B":{"Type":"Succeed"}}}""", "/States/A/Choices[0]/NumericEquals", "The value \"1\" does not have the type that 'NumericEquals' compares with")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED"},"StartAt":"I","States":{"I":{"Type":"Succeed"}}},"End":true}}}""", "/States/A/ItemProcessor/ProcessorConfig/Mode", "Map mode 'DISTRIBUTED' is not supported: only INLINE is")]
    [InlineData("""{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"a":1,"a.$":"$.b"},"End":true}}}""", "/States/A/Parameters", "The field 'a' is given twice: as 'a' and as 'a.$'")]
    public void Definition_WithOneMistake_IsLocated(string definition, string location, string message)
    {
        var problem = Assert.Single(Assert.IsType<ParseResult.Invalid>(DefinitionParser.Parse(definition, _ => null)).Problems);

        Assert.Equal((location, message), (problem.Location, problem.Message));
    }

    [Fact]
    public void Definition_WithManyMistakes_NamesThemAll()
    {
        var result = Assert.IsType<ParseResult.Invalid>(DefinitionParser.Parse(
            """{"StartAt":"A","States":{"A":{"Type":"Task","TimeoutSeconds":0,"Retry":[{"ErrorEquals":[],"MaxAttempts":-1}],"InputPath":"x","End":true}}}""", _ => null));

        Assert.Equal(
            ["/States/A", "/States/A/InputPath", "/States/A/Retry[0]/ErrorEquals", "/States/A/Retry[0]/MaxAttempts", "/States/A/TimeoutSeconds"],
            result.Problems.Select(problem => problem.Location).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"StartAt\":\"A\",\"StartAt\":\"A\"}")]
    public void Definition_ThatIsNoObject_IsRefusedAsSuch(string definition) =>
        Assert.Equal(Problem.InvalidJson, Assert.Single(Assert.IsType<ParseResult.Invalid>(DefinitionParser.Parse(definition, _ => null)).Problems).Code);
}
