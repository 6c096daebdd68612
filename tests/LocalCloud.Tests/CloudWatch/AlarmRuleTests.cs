using LocalCloud.Api;
using LocalCloud.CloudWatch.Alarms;

namespace LocalCloud.Tests.CloudWatch;

public sealed class AlarmRuleTests
{
    private static readonly Dictionary<string, string> States = new()
    {
        ["a"] = "ALARM",
        ["o"] = "OK",
        ["i"] = "INSUFFICIENT_DATA",
        ["with (blanks)"] = "ALARM",
    };

    [Theory]
    [InlineData("ALARM(a)", true)]
    [InlineData("ALARM(o)", false)]
    [InlineData("OK(o)", true)]
    [InlineData("INSUFFICIENT_DATA(i)", true)]
    [InlineData("ALARM(gone)", false)]
    [InlineData("TRUE", true)]
    [InlineData("FALSE OR (TRUE)", true)]
    [InlineData("NOT ALARM(a)", false)]
    [InlineData("NOT (ALARM(a) AND OK(a))", true)]
    [InlineData("ALARM(a) OR ALARM(o) AND ALARM(o)", true)]
    [InlineData("(ALARM(a) OR ALARM(o)) AND ALARM(o)", false)]
    [InlineData("NOT ALARM(o) AND NOT ALARM(i)", true)]
    [InlineData("ALARM(\"with (blanks)\")", true)]
    [InlineData("( ALARM( \"arn:aws:cloudwatch:us-east-1:111122223333:alarm:a\" ) )", true)]
    [InlineData("ALARM(arn:aws:cloudwatch:us-east-1:111122223333:alarm:a)", true)]
    public void Rule_OfStates_HoldsAsWritten(string rule, bool holds) =>
        Assert.Equal(holds, AlarmRuleParser.Parse(rule).Holds(name => States.GetValueOrDefault(name)));

    [Theory]
    [InlineData("()", "Error in AlarmRule [Unsupported token ')' at char 1]")]
    [InlineData("", "Error in AlarmRule [Unexpected end of the rule]")]
    [InlineData("ALARM()", "Error in AlarmRule [Unsupported token ')' at char 6]")]
    [InlineData("ALARM(a) XOR ALARM(o)", "Error in AlarmRule [Unsupported token 'X' at char 9]")]
    [InlineData("ALARM(a", "Error in AlarmRule [Unsupported token 'a' at char 6]")]
    [InlineData("AT_LEAST(1, ALARM, (a))", "Error in AlarmRule: LocalCloud does not serve AT_LEAST. Served: ALARM, OK, INSUFFICIENT_DATA, AND, OR, NOT, TRUE, FALSE.")]
    public void Rule_OutsideTheGrammar_IsRefusedWithThePlace(string rule, string message) =>
        Assert.Equal(message, Assert.Throws<AwsException>(() => AlarmRuleParser.Parse(rule)).Message);

    [Fact]
    public void Names_OfARule_AreEachOnceInOrder() =>
        Assert.Equal(["b", "a"], AlarmRuleParser.Parse("ALARM(b) OR (OK(a) AND NOT ALARM(b))").Names());
}
