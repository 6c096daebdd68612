using Amazon.SageMakerRuntime.Model;
using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class SmokeTestTests
{
    private const string Golden = "date,name\r\n2001-01-22,\"a\nb\"\r\n2001-01-23,c\r\n";

    [Theory]
    [InlineData("1.5\n-2e3\n", "passed")]
    [InlineData("1.5\r\n2\r\n", "passed")]
    [InlineData("1.5\n", "failed")]
    [InlineData("1\n2\n3\n", "failed")]
    [InlineData("1\nNaN\n", "failed")]
    [InlineData("1\nInfinity\n", "failed")]
    [InlineData("prediction\n1\n", "failed")]
    [InlineData("", "failed")]
    public async Task HandleAsync_Answer_MustBeOneFiniteNumberARow(string answer, string expected)
    {
        var world = new World();
        world.Runtime.Answer = answer;

        var output = await world.InvokeAsync("smoke-test", new { pipeline = "ridership", run = "r", golden = Golden });

        Assert.Equal((expected, 2), ((string)output["status"]!, (int)output["rows"]!));
        Assert.Equal(expected == "passed", output["reason"] is null);
        Assert.Equal(Golden, world.Runtime.Asked);
    }

    [Theory]
    [InlineData("0.2,no\n1,yes\n", "passed")]
    [InlineData("0.2\n0\n", "passed")]
    [InlineData("0.2,no\n1.1,yes\n", "failed")]
    [InlineData("-0.1,no\n0.4,no\n", "failed")]
    [InlineData("no,0.2\nyes,0.9\n", "failed")]
    public async Task HandleAsync_AnswerOfClasses_MustBeAProbabilityARow(string answer, string expected)
    {
        var world = new World(problem: "binary");
        world.Runtime.Answer = answer;

        var output = await world.InvokeAsync("smoke-test", new { pipeline = "churn", run = "r", golden = Golden });

        Assert.Equal(expected, (string)output["status"]!);
        Assert.Equal(expected == "failed", ((string?)output["reason"])?.EndsWith("which is no probability.", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task HandleAsync_ModelError_FailsWithItsReason()
    {
        var world = new World();
        world.Runtime.Error = new ModelErrorException("Received client error (400)") { OriginalStatusCode = 400, OriginalMessage = "row 1: column 'date' is missing" };

        var output = await world.InvokeAsync("smoke-test", new { pipeline = "ridership", run = "r", golden = Golden });

        Assert.Equal("The model answered 400: row 1: column 'date' is missing", (string)output["reason"]!);
    }
}
