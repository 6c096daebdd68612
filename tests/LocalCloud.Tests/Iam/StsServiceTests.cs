using LocalCloud.Iam;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.Iam;

public sealed class StsServiceTests : IDisposable
{
    private const string Role = "arn:aws:iam::111122223333:role/Worker";

    private readonly IamFixture _fixture = new();
    private readonly Principal _root = new Principal.Root(IamFixture.Account);

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task GetCallerIdentity_OfASession_ShowsIt()
    {
        var identity = await CallAsync("GetCallerIdentity", [], _fixture.Worker);

        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Worker/session", (string)identity["Arn"]!);
        Assert.EndsWith(":session", (string)identity["UserId"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AssumeRole_ThatTrustsTheAccount_GivesWorkingKeys()
    {
        _fixture.PutWorker("""{"AWS":"111122223333"}""");

        var answer = await AssumeAsync(_root);

        var issued = _fixture.Credentials.Find((string)answer["Credentials"]!["AccessKeyId"]!)!;
        Assert.Equal(new Principal.Role(IamFixture.Account, "Worker", "me"), issued.Principal);
        Assert.Equal(_fixture.Clock.GetUtcNow().AddHours(1), issued.Expiration);
    }

    [Fact]
    public async Task AssumeRole_ThatTrustsOnlyAService_IsDenied()
    {
        var denied = await Assert.ThrowsAsync<AwsException>(() => AssumeAsync(_root));

        Assert.Equal($"User: arn:aws:iam::111122223333:root is not authorized to perform: sts:AssumeRole on resource: {Role}", denied.Message);
    }

    [Fact]
    public async Task AssumeRole_ByARole_NeedsItsOwnPolicyWhenTheAccountIsTrusted()
    {
        _fixture.PutWorker("""{"AWS":"111122223333"}""");
        await Assert.ThrowsAsync<AwsException>(() => AssumeAsync(_fixture.Worker));

        _fixture.Allow("sts:AssumeRole", Role);

        Assert.NotNull((await AssumeAsync(_fixture.Worker))["Credentials"]);
    }

    [Fact]
    public async Task AssumeRole_ByARoleThatIsAllowedButNotTrusted_IsDenied()
    {
        _fixture.Allow("sts:AssumeRole", Role);

        await Assert.ThrowsAsync<AwsException>(() => AssumeAsync(_fixture.Worker));
    }

    [Fact]
    public async Task AssumeRole_ForLongerThanTheRoleAllows_IsRefused()
    {
        _fixture.PutWorker("""{"AWS":"111122223333"}""");

        var refused = await Assert.ThrowsAsync<AwsException>(() => AssumeAsync(_root, seconds: 7200));

        Assert.Equal("ValidationError", refused.Code);
    }

    private Task<JsonObject> AssumeAsync(Principal principal, int seconds = 3600) => CallAsync(
        "AssumeRole", new() { ["RoleArn"] = Role, ["RoleSessionName"] = "me", ["DurationSeconds"] = seconds }, principal);

    private Task<JsonObject> CallAsync(string operation, JsonObject input, Principal principal) =>
        new ApiDispatcher([new StsService(_fixture.Iam, _fixture.Credentials).Api], new RequestValidator(), _fixture.Iam)
            .CallAsync("sts", operation, input, principal, TestContext.Current.CancellationToken);
}
