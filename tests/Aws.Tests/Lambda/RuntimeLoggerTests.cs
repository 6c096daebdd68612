using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.TestUtilities;
using Aws.Tests.Support;

namespace Aws.Tests.Lambda;

[Collection("environment")]
public sealed class RuntimeLoggerTests
{
    [Fact]
    public void LogInformation_WithHoles_IsOneTabSeparatedLine()
    {
        var line = Write(logger => logger.LogInformation("froze {count} of {name}: {{x}}", 3, "a.csv"));

        Assert.Matches("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\t\tinfo\tfroze 3 of a\\.csv: {x}\n$", line);
    }

    [Fact]
    public void LogInformation_InJson_CarriesTheArgumentsAsMembers()
    {
        using var format = new EnvironmentVariable("AWS_LAMBDA_LOG_FORMAT", "JSON");

        var line = JsonNode.Parse(Write(logger => logger.LogInformation("froze {count} of {name}", 3, "a.csv")))!;

        Assert.Equal(
            ("Information", "froze 3 of a.csv", 3, "a.csv"),
            ((string?)line["level"], (string?)line["message"], (int?)line["count"], (string?)line["name"]));
    }

    [Theory]
    [InlineData("WARN", "")]
    [InlineData("Information", "seen")]
    [InlineData("DEBUG", "seen")]
    public void LogInformation_BelowTheConfiguredLevel_IsDropped(string level, string expected)
    {
        using var minimum = new EnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", level);

        var line = Write(logger => logger.LogInformation("seen"));

        Assert.EndsWith(expected, line.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, line.Length == 0);
    }

    [Theory]
    [InlineData("{0} before {1} before {0}", "a before b before a")]
    [InlineData("{first} then {second} then {third}", "a then b then {third}")]
    [InlineData("{{first}} is {first}", "{first} is a")]
    public void MessageTemplate_WithHoles_TakesItsArguments(string template, string expected) =>
        Assert.Equal(expected, MessageTemplate.Parse(template).Format(["a", "b"]));

    [Fact]
    public void LogError_WithAnException_CarriesIt()
    {
        var line = Write(logger => logger.LogError(new InvalidOperationException("broken"), "run {run}", "r1"));

        Assert.Contains("\tfail\trun r1\nSystem.InvalidOperationException: broken", line, StringComparison.Ordinal);
    }

    [Fact]
    public void TestLambdaLogger_Logged_KeepsWhatWasWritten()
    {
        var logger = new TestLambdaLogger();

        ((ILambdaLogger)logger).LogWarning("slow");

        Assert.Equal("Warning: slow", logger.Buffer.ToString().TrimEnd());
    }

    private static string Write(Action<ILambdaLogger> log)
    {
        using var output = new StringWriter { NewLine = "\n" };
        log(new RuntimeLogger(new RuntimeEnvironment(), output, TimeProvider.System));
        return output.ToString();
    }
}
