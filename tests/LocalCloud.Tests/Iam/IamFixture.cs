using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Iam;
using LocalCloud.Tests.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Tests.Iam;

/// <summary>IAM on a store of its own, with one role <c>Worker</c>.</summary>
internal sealed class IamFixture : IDisposable
{
    public const string Account = "111122223333";

    private readonly TemporaryStore _store = new();

    public IamFixture()
    {
        Identity = new CloudIdentity { Account = Account, StateFolder = "/", Endpoint = new("http://127.0.0.1:1") };
        Credentials = new CredentialStore(_store.Store, Clock);
        Iam = new IamEngine(Identity, new RoleStore(_store.Store), new AccessUseLog(_store.Store), Clock);
        PutWorker("""{"Service":"lambda.amazonaws.com"}""");
    }

    public CloudIdentity Identity { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public CredentialStore Credentials { get; private set; }

    public IamEngine Iam { get; private set; }

    public TemporaryStore Store => _store;

    public Principal.Role Worker { get; } = new(Account, "Worker", "session");

    public void PutWorker(string trusted) => Iam.Roles.PutRole(new RoleRecord
    {
        Name = "Worker",
        TrustPolicy = Json($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{trusted}},"Action":"sts:AssumeRole"}]}"""),
    });

    public void Allow(string action, string resource) => Iam.Roles.PutRolePolicy("Worker", "inline", Json(
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}"""));

    public void Restart()
    {
        var store = _store.Reopen();
        Credentials = new CredentialStore(store, Clock);
        Iam = new IamEngine(Identity, new RoleStore(store), new AccessUseLog(store), Clock);
    }

    public void Dispose() => _store.Dispose();

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
