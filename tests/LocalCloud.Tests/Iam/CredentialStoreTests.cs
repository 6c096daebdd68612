using LocalCloud.Api;

namespace LocalCloud.Tests.Iam;

public sealed class CredentialStoreTests : IDisposable
{
    private readonly IamFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void EnsureRoot_AfterARestart_IsTheSamePair()
    {
        var before = _fixture.Credentials.EnsureRoot(IamFixture.Account);

        _fixture.Restart();

        Assert.Equal(before, _fixture.Credentials.EnsureRoot(IamFixture.Account));
        Assert.StartsWith("AKIA", before.AccessKeyId, StringComparison.Ordinal);
    }

    [Fact]
    public void Issue_AfterARestart_IsStillKnown()
    {
        var issued = _fixture.Credentials.Issue(_fixture.Worker, TimeSpan.FromHours(1));

        _fixture.Restart();

        Assert.Equal(issued, _fixture.Credentials.Find(issued.AccessKeyId));
        Assert.Equal(new Principal.Role(IamFixture.Account, "Worker", "session"), issued.Principal);
        Assert.StartsWith("ASIA", issued.AccessKeyId, StringComparison.Ordinal);
    }

    [Fact]
    public void Issue_LongAfterAnotherHasExpired_ForgetsThat()
    {
        var old = _fixture.Credentials.Issue(_fixture.Worker, TimeSpan.FromMinutes(15));

        _fixture.Clock.Advance(TimeSpan.FromHours(3));
        _fixture.Credentials.Issue(_fixture.Worker, TimeSpan.FromMinutes(15));

        Assert.Null(_fixture.Credentials.Find(old.AccessKeyId));
    }

    [Fact]
    public void IssueToProcess_AfterARestart_IsForgotten()
    {
        var issued = _fixture.Credentials.IssueToProcess(_fixture.Worker);
        Assert.Equal(issued, _fixture.Credentials.Find(issued.AccessKeyId));

        _fixture.Restart();

        Assert.Null(_fixture.Credentials.Find(issued.AccessKeyId));
    }

    [Fact]
    public void ToString_ShowsNoSecret()
    {
        var issued = _fixture.Credentials.Issue(_fixture.Worker, TimeSpan.FromHours(1));

        Assert.DoesNotContain(issued.SecretAccessKey, issued.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(issued.SessionToken!, issued.ToString(), StringComparison.Ordinal);
    }
}
