using LocalCloud.Api;
using LocalCloud.Logs.Patterns;

namespace LocalCloud.Tests.Logs;

public sealed class FilterPatternTests
{
    private const string Json = """{"level":"error","rows":3,"user":{"name":"ann"},"items":[{"id":7}],"done":true,"none":null}""";

    [Theory]
    [InlineData("", "anything", true)]
    [InlineData(" ", "anything", true)]
    [InlineData("ERROR", "[ERROR 400] BAD REQUEST", true)]
    [InlineData("ERROR", "[error 400]", false)]
    [InlineData("ERROR ARGUMENTS", "[ERROR] INVALID ARGUMENTS", true)]
    [InlineData("ERROR ARGUMENTS", "[ERROR] BAD REQUEST", false)]
    [InlineData("?ERROR ?WARN", "WARN: low", true)]
    [InlineData("?ERROR ?WARN", "INFO", false)]
    [InlineData("?ERROR INFO", "INFO", true)]
    [InlineData("ERROR -EXITING", "ERROR 419: EXITING", false)]
    [InlineData("ERROR -EXITING", "ERROR 419: STAYING", true)]
    [InlineData("-\"not found\"", "file not found", false)]
    [InlineData("\"Billed Duration:\"", "Duration: 3 ms\tBilled Duration: 4 ms", true)]
    [InlineData("\"say \\\"hi\\\"\"", "say \"hi\"", true)]
    public void Terms_AgainstAMessage_MatchAsTheGuideSays(string pattern, string message, bool matches) =>
        Assert.Equal(matches, FilterPattern.Parse(pattern).Matches(message));

    [Theory]
    [InlineData("{ $.level = \"error\" }", true)]
    [InlineData("{ $.level = \"err*\" }", true)]
    [InlineData("{ $.level != \"error\" }", false)]
    [InlineData("{ $.missing != \"x\" }", false)]
    [InlineData("{ $.rows = 3 }", true)]
    [InlineData("{ $.rows > 3 }", false)]
    [InlineData("{ $.rows >= 3 && $.user.name = ann }", true)]
    [InlineData("{ $.rows < 3 || $.items[0].id = 7 }", true)]
    [InlineData("{ ($.rows < 3 || $.done IS TRUE) && $.level = \"error\" }", true)]
    [InlineData("{ $.none IS NULL }", true)]
    [InlineData("{ $.level IS NULL }", false)]
    [InlineData("{ $.nobody NOT EXISTS }", true)]
    [InlineData("{ $.user EXISTS }", true)]
    public void JsonConditions_AgainstAnEvent_MatchAsTheGuideSays(string pattern, bool matches)
    {
        Assert.Equal(matches, FilterPattern.Parse(pattern).Matches(Json));
        Assert.False(FilterPattern.Parse(pattern).Matches("no JSON"));
    }

    [Theory]
    [InlineData("[ip, user]", "space-delimited")]
    [InlineData("%ERR.*%", "regular expressions")]
    [InlineData("404.html", "double quotes")]
    [InlineData("\"open", "not closed")]
    [InlineData("{ $.a }", "the end is not expected")]
    [InlineData("{ level = 1 }", "no property selector")]
    [InlineData("{ $.a > \"x\" }", "no number")]
    [InlineData("{ $.a = 1 && }", "the end is not expected")]
    public void Parse_WhatIsNotServed_IsRefusedWithTheReason(string pattern, string reason)
    {
        var refused = Assert.Throws<AwsException>(() => FilterPattern.Parse(pattern));

        Assert.Equal("InvalidParameterException", refused.Code);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
