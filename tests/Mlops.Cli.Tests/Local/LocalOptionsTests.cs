using Mlops.Cli.Local;

namespace Mlops.Cli.Tests.Local;

public sealed class LocalOptionsTests
{
    private static readonly LocalOptions Sound = new() { Port = 4566, Account = "123456789012", Region = "eu-central-1" };

    [Fact]
    public void Check_SoundOptions_Pass() => Assert.Null(Record.Exception(Sound.Check));

    [Theory]
    [InlineData("12345678901")]
    [InlineData("1234567890123")]
    [InlineData("12345678901x")]
    [InlineData("")]
    public void Check_NoAccountNumber_IsRefused(string account) =>
        Assert.Contains("12 digits", Refusal(Sound with { Account = account }), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("EU-central-1")]
    [InlineData("eu central 1")]
    [InlineData("frankfurt")]
    public void Check_NoRegion_IsRefused(string region) =>
        Assert.Contains("us-east-1", Refusal(Sound with { Region = region }), StringComparison.Ordinal);

    [Fact]
    public void Check_BothWrong_NamesBoth()
    {
        var refusal = Refusal(Sound with { Account = "1", Region = "x" });

        Assert.Contains("'1'", refusal, StringComparison.Ordinal);
        Assert.Contains("'x'", refusal, StringComparison.Ordinal);
    }

    private static string Refusal(LocalOptions options) => Assert.Throws<CliException>(options.Check).Message;
}
