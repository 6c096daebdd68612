using Mlops.Cli.Local;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Local;

public sealed class StateIdentityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void For_NewState_IsWhatIsAskedFor() =>
        Assert.Equal(new StateIdentity("111111111111", LocalOptions.DefaultRegion), StateIdentity.For(_folder.Path, "111111111111", null));

    [Fact]
    public void For_KeptStateAndNothingAsked_IsWhatItWas()
    {
        var kept = new StateIdentity("111111111111", "eu-central-1");
        kept.Save(_folder.Path);

        Assert.Equal(kept, StateIdentity.For(_folder.Path, null, null));
    }

    [Theory]
    [InlineData("222222222222", null)]
    [InlineData(null, "us-east-1")]
    public void For_KeptStateAndAnotherAsked_IsRefusedWithTheCure(string? account, string? region)
    {
        new StateIdentity("111111111111", "eu-central-1").Save(_folder.Path);

        var refusal = Assert.Throws<CliException>(() => StateIdentity.For(_folder.Path, account, region));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains("mlops down --erase", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_DamagedFile_IsRefusedWithTheCure()
    {
        _folder.File("identity.json", "{");

        Assert.Contains("is damaged", Assert.Throws<CliException>(() => StateIdentity.For(_folder.Path, null, null)).Message, StringComparison.Ordinal);
    }
}
