using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands { get; } =
        ["demo", "test", "up", "down", "put", "runs", "run", "retrain", "drift", "monitor", "replay", "endpoint", "endpoint invoke", "invoke", "iam", "iam unused", "validate", "synth", "doctor", "build"];

    [Fact]
    public async Task Run_NoArguments_ShowsTheHelp()
    {
        var run = await CliRun.OfAsync();

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Run_HelpOfACommand_EndsWithExamples(string command)
    {
        var run = await CliRun.OfAsync([.. command.Split(' '), "--help"]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains($"mlops {command}", run.Output[run.Output.IndexOf("Examples:", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("'mlops' has no command or option 'frobnicate'", "frobnicate")]
    [InlineData("'mlops endpoint' needs a command: invoke", "endpoint")]
    [InlineData("'mlops endpoint' has no command or option 'call'", "endpoint", "call")]
    [InlineData("--frob", "runs", "--frob")]
    [InlineData("FILE", "put")]
    [InlineData("--port takes a whole number from 1 to 65535, not 'abc'", "up", "--port", "abc")]
    [InlineData("not '0'", "up", "--port", "0")]
    [InlineData("not '65536'", "up", "--port", "65536")]
    [InlineData("--speed takes a number from 1 to 10000, not '0.5'", "up", "--speed", "0.5")]
    [InlineData("not 'NaN'", "up", "--speed", "NaN")]
    [InlineData("--last takes a whole number", "runs", "-n", "-1")]
    [InlineData("./mlops test", "test")]
    [InlineData("There is no file nowhere.csv", "put", "nowhere.csv")]
    [InlineData("There is no file nowhere.csv", "endpoint", "invoke", "nowhere.csv")]
    [InlineData("There is no file nowhere.json", "invoke", "nowhere.json")]
    [InlineData("'learning_rate' cannot be changed for one run", "retrain", "--with", "learning_rate=1")]
    [InlineData("'hyperparameters.x' is not name=value", "retrain", "--with", "hyperparameters.x")]
    [InlineData("is given twice", "retrain", "--with", "data.history=P1Y", "--with", "data.history=P2Y")]
    [InlineData("--request-id is empty", "retrain", "--request-id", " ")]
    [InlineData("Must be one of", "retrain", "--cause", "upload")]
    [InlineData("Must be one of", "replay", "--function", "gate")]
    [InlineData("'nonsense' is no endpoint", "runs", "--endpoint", "nonsense")]
    public async Task Run_WrongInput_IsSaidOnStandardErrorOnly(string words, params string[] arguments)
    {
        var run = await CliRun.OfAsync(arguments);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n'), line => line.StartsWith("mlops: ", StringComparison.Ordinal));
        Assert.Empty(run.Output);
    }
}
