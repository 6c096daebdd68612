using System.Text.Json.Nodes;
using LocalCloud.Iam;
using LocalCloud.Lambda.Http;
using LocalCloud.Protocol;
using Microsoft.AspNetCore.Http;

namespace LocalCloud.Hosting;

/// <summary>
/// The accounts of one cloud, and the one door between them: whose an access key, a bucket name and an ARN are. Whoever calls through it is
/// still who he was; the owner's IAM asks both sides.
/// </summary>
internal sealed class Accounts(CredentialStore credentials, params IEnumerable<Engines> engines)
{
    /// <summary>The members of requests that may name a resource of another account by its ARN.</summary>
    private static readonly Dictionary<string, string[]> Members = new(StringComparer.Ordinal)
    {
        ["events"] = ["EventBusName"],
        ["lambda"] = ["FunctionName"],
        ["sagemaker"] = ["ModelPackageName", "ModelPackageArn", "ModelPackageGroupName"],
        ["sns"] = ["TopicArn"],
        ["stepfunctions"] = ["stateMachineArn", "executionArn"],
        ["sts"] = ["RoleArn"],
    };

    private readonly List<Engines> _engines = [.. engines];

    /// <summary>Access keys are unique over all accounts, and say whose the caller is.</summary>
    public CredentialStore Credentials => credentials;

    public IReadOnlyList<Engines> All => _engines;

    public void Add(Engines account) => _engines.Add(account);

    public Engines? Find(string account) => _engines.Find(engines => engines.Cloud.Account == account);

    /// <summary>The owner of a bucket, whose name no other account can have; null when it is <paramref name="except"/> or nobody.</summary>
    public Engines? OwnerOf(string bucket, Engines except) =>
        _engines.Count == 1 || except.S3.Buckets.Has(bucket) ? null : _engines.Find(engines => engines.S3.Buckets.Has(bucket));

    /// <summary>The account that a request is meant for, by the bucket, the queue's URL or the ARN in it; null when it is <paramref name="except"/> or none of this cloud.</summary>
    public Engines? OwnerOf(string service, JsonObject input, Engines except)
    {
        if (_engines.Count == 1)
        {
            return null;
        }

        if (service == "s3")
        {
            return input["Bucket"]?.ToString() is { } bucket ? OwnerOf(bucket, except) : null;
        }

        var named = Named(service, input, except.Cloud.Account).Distinct().Take(2).ToList();
        return named.Count == 2
            ? throw Api.AwsException.Validation("LocalCloud takes the entries of one account's buses at a time: call PutEvents once for each account.")
            : named.Count == 1 && Find(named[0]) is { } owner && owner != except ? owner : null;
    }

    /// <summary>An HTTP request goes to the function's account, the bucket's owner or the caller's account; one that nobody is known by, to the first.</summary>
    public Task ServeAsync(HttpContext http) => (_engines.Count == 1 ? _engines[0] : Addressed(http)).ServeAsync(http);

    private Engines Addressed(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments(RuntimeApiEndpoint.Prefix.TrimEnd('/'), StringComparison.Ordinal))
        {
            return _engines.Find(engines => engines.RunsWorker(http.Request.Path)) ?? _engines[0];
        }

        var key = SignatureReader.Read(SignedRequest.From(http.Request), out _)?.AccessKeyId;
        var own = (key is null ? null : Find(credentials.Find(key)?.Principal.Account ?? "")) ?? _engines[0];
        return Engines.IsForS3(http.Request) ? OwnerOf(Bucket(http.Request.Path), own) ?? own : own;
    }

    private static string Bucket(PathString path) => path.Value is { Length: > 1 } text ? text[1..].Split('/')[0] : "";

    private static IEnumerable<string> Named(string service, JsonObject input, string own)
    {
        if (service == "sqs")
        {
            return Uri.TryCreate(input["QueueUrl"]?.ToString(), UriKind.Absolute, out var url) && url.AbsolutePath.Split('/') is [_, var account, _] ? [account] : [];
        }

        // Each of PutEvents' entries names its bus.
        var parts = input["Entries"] is JsonArray entries ? entries.OfType<JsonObject>() : [input];
        var members = Members.GetValueOrDefault(service, []);
        return parts.Select(part => members.Select(member => AccountOf(part[member]?.ToString())).OfType<string>().FirstOrDefault(own));
    }

    private static string? AccountOf(string? arn) => arn?.Split(':') is ["arn", _, _, _, { Length: > 0 } account, ..] ? account : null;
}
