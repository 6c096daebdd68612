using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Hosting;
using LocalCloud.Iam;
using LocalCloud.S3;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Tests.Hosting;

/// <summary>One cloud that plays two accounts, each with a role <c>Worker</c> that is allowed nothing yet.</summary>
internal sealed class TwoAccounts : IAsyncDisposable
{
    public const string Here = "111111111111";
    public const string There = "222222222222";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-accounts-");
    private readonly AccountSet _accounts;

    public TwoAccounts()
    {
        var options = new LocalCloudOptions
        {
            StateFolder = _folder.FullName,
            Account = Here,
            AccessKeyId = "AKIDHERE",
            SecretAccessKey = "secret",
            FurtherAccounts = [new AccountKeys(There, "AKIDTHERE", "secret")],
            Random = new Random(1),
        };
        _accounts = new AccountSet(new Uri("http://127.0.0.1:4566"), options, NullLoggerFactory.Instance);
        foreach (var account in _accounts.All)
        {
            account.Iam.Roles.PutRole(new RoleRecord { Name = "Worker", TrustPolicy = Document("""{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sts:AssumeRole"}""") });
        }
    }

    public static Principal.Role Worker { get; } = new(Here, "Worker", "session");

    public static Principal.Root Root { get; } = new(Here);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static JsonObject Document(params string[] statements) => JsonNode.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""")!.AsObject();

    public Engines Account(string account) => _accounts.All.Single(engines => engines.Cloud.Account == account);

    public TimeSpan JobTime => _accounts.JobTime;

    public Task StartAsync() => _accounts.StartAsync();

    /// <summary>Adds to what this account's worker may do.</summary>
    public void Allow(string action, string resource) => Account(Here).Iam.Roles.PutRolePolicy(
        "Worker", $"{action} {resource}", Document($$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}"""));

    /// <summary>A call that starts in this account.</summary>
    public Task<JsonObject> CallAsync(Principal caller, string service, string operation, string input) =>
        Account(Here).Api.CallAsync(service, operation, JsonNode.Parse(input)!.AsObject(), caller, Cancel);

    /// <summary>A call of the other account's root, in its own account.</summary>
    public Task<JsonObject> ThereAsync(string service, string operation, JsonObject input) =>
        Account(There).Api.CallAsync(service, operation, input, new Principal.Root(There), Cancel);

    public async Task PutObjectAsync(string account, string bucket, string key, string text)
    {
        var s3 = Account(account).S3;
        s3.Buckets.Create(new Principal.Root(account), bucket);
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        await s3.PutObjectAsync(new Principal.Root(account), new PutObjectRequest { Bucket = bucket, Key = key, Body = body }, Cancel);
    }

    public Task<AwsException> RefusalAsync(Principal caller, string service, string operation, string input) =>
        Assert.ThrowsAsync<AwsException>(() => CallAsync(caller, service, operation, input));

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
