using LocalCloud.StatesLanguage.Execution;
using LocalCloud.StatesLanguage.Tests.Execution;

namespace LocalCloud.StatesLanguage.Tests.Choice;

public sealed class ChoiceOperatorTests
{
    private const string Early = "\"2026-01-01T00:00:00Z\"";
    private const string Late = "\"2026-01-02T00:00:00+01:00\"";

    [Theory]
    [InlineData("BooleanEquals", "true", "true", "false")]
    [InlineData("StringMatches", "\"a*\"", "\"ab\"", "\"ba\"")]
    [InlineData("IsNull", "true", "null", "1")]
    [InlineData("IsString", "true", "\"a\"", "1")]
    [InlineData("IsNumeric", "true", "1", "\"1\"")]
    [InlineData("IsBoolean", "true", "false", "0")]
    [InlineData("IsTimestamp", "true", Early, "\"soon\"")]
    [InlineData("StringEquals", "\"b\"", "\"b\"", "\"a\"")]
    [InlineData("StringLessThan", "\"b\"", "\"a\"", "\"b\"")]
    [InlineData("StringGreaterThan", "\"b\"", "\"c\"", "\"b\"")]
    [InlineData("StringLessThanEquals", "\"b\"", "\"b\"", "\"c\"")]
    [InlineData("StringGreaterThanEquals", "\"b\"", "\"b\"", "\"a\"")]
    [InlineData("NumericEquals", "2", "2.0", "3")]
    [InlineData("NumericLessThan", "2", "1", "2")]
    [InlineData("NumericGreaterThan", "2", "3", "2")]
    [InlineData("NumericLessThanEquals", "2", "2", "3")]
    [InlineData("NumericGreaterThanEquals", "2", "2", "1")]
    [InlineData("TimestampEquals", Early, "\"2026-01-01T01:00:00+01:00\"", Late)]
    [InlineData("TimestampLessThan", Late, Early, Late)]
    [InlineData("TimestampGreaterThan", Early, Late, Early)]
    [InlineData("TimestampLessThanEquals", Early, Early, Late)]
    [InlineData("TimestampGreaterThanEquals", Late, Late, Early)]
    public async Task Operator_OfAValue_HoldsWhenItShould(string name, string constant, string holding, string other)
    {
        var rule = $$"""{"Variable":"$.x","{{name}}":{{constant}}}""";

        Assert.True(await HoldsAsync(rule, holding));
        Assert.False(await HoldsAsync(rule, other));
    }

    [Theory]
    [InlineData("BooleanEquals", "true", "true", "false")]
    [InlineData("StringEquals", "\"b\"", "\"b\"", "\"a\"")]
    [InlineData("StringLessThan", "\"b\"", "\"a\"", "\"b\"")]
    [InlineData("StringGreaterThan", "\"b\"", "\"c\"", "\"b\"")]
    [InlineData("StringLessThanEquals", "\"b\"", "\"b\"", "\"c\"")]
    [InlineData("StringGreaterThanEquals", "\"b\"", "\"b\"", "\"a\"")]
    [InlineData("NumericEquals", "2", "2.0", "3")]
    [InlineData("NumericLessThan", "2", "1", "2")]
    [InlineData("NumericGreaterThan", "2", "3", "2")]
    [InlineData("NumericLessThanEquals", "2", "2", "3")]
    [InlineData("NumericGreaterThanEquals", "2", "2", "1")]
    [InlineData("TimestampEquals", Early, "\"2026-01-01T01:00:00+01:00\"", Late)]
    [InlineData("TimestampLessThan", Late, Early, Late)]
    [InlineData("TimestampGreaterThan", Early, Late, Early)]
    [InlineData("TimestampLessThanEquals", Early, Early, Late)]
    [InlineData("TimestampGreaterThanEquals", Late, Late, Early)]
    public async Task OperatorWithAPath_OfAValue_HoldsWhenItShould(string name, string value, string holding, string other)
    {
        var rule = $$"""{"Variable":"$.x","{{name}}Path":"$.other"}""";

        Assert.True(await HoldsAsync(rule, holding, value));
        Assert.False(await HoldsAsync(rule, other, value));
    }

    [Theory]
    [InlineData("""{"And":[{"Variable":"$.x","IsNumeric":true},{"Variable":"$.x","NumericEquals":1}]}""", "1", "2")]
    [InlineData("""{"Or":[{"Variable":"$.x","NumericEquals":1},{"Variable":"$.x","NumericEquals":2}]}""", "2", "3")]
    [InlineData("""{"Not":{"Variable":"$.x","NumericEquals":1}}""", "2", "1")]
    public async Task Connective_OfRules_HoldsWhenItShould(string rule, string holding, string other)
    {
        Assert.True(await HoldsAsync(rule, holding));
        Assert.False(await HoldsAsync(rule, other));
    }

    [Theory]
    [InlineData("$.x", true)]
    [InlineData("$.missing", false)]
    public async Task IsPresent_OfAPath_TellsWhetherItLeadsAnywhere(string path, bool isPresent) =>
        Assert.Equal(isPresent, await HoldsAsync($$"""{"Variable":"{{path}}","IsPresent":true}""", "1"));

    private static async Task<bool> HoldsAsync(string rule, string value, string other = "null")
    {
        var choice = rule[..^1] + ""","Next":"Yes"}""";
        var definition = $$$"""
            {"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{{{choice}}}],"Default":"No"},
              "Yes":{"Type":"Succeed"},"No":{"Type":"Fail","Error":"No"} }}
            """;
        return await Runs.RunAsync(definition, $$"""{"x":{{value}},"other":{{other}}}""") is ExecutionOutcome.Succeeded;
    }
}
