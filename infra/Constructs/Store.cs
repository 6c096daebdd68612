using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>The keys of docs/concepts/retrain.md as one pipeline sees them, and who may do what with them.</summary>
public sealed class Store(IBucket data, IBucket artifacts, PipelineNames names)
{
    public string DataBucket => data.BucketName;

    public string ArtifactsBucket => artifacts.BucketName;

    public string IncomingPrefix => $"incoming/{names.Pipeline}/";

    public string RunsPrefix => $"runs/{names.Pipeline}/";

    public string Champion => $"champions/{names.Pipeline}.json";

    public string TrainingLease => $"leases/{names.Pipeline}/training.json";

    public string EndpointLease => $"leases/{names.Pipeline}/endpoint.json";

    /// <summary>An <c>s3://</c> URI in the artifacts bucket.</summary>
    public string Uri(string key) => $"s3://{ArtifactsBucket}/{key}";

    public PolicyStatement ListIncoming() => ListIncoming("s3:ListBucket");

    public PolicyStatement ListIncomingVersions() => ListIncoming("s3:ListBucketVersions");

    /// <summary>Versions only: what is read must be what was listed. Uploads may carry tags, which S3 copies with the object and asks permission for.</summary>
    public PolicyStatement ReadIncoming() => Grants.Allow(
        ["s3:GetObjectVersion", "s3:GetObjectVersionTagging"],
        data.ArnForObjects($"{IncomingPrefix}*"));

    public PolicyStatement Freeze() => Grants.Allow(
        ["s3:GetObject", "s3:PutObject", "s3:PutObjectTagging"], artifacts.ArnForObjects("objects/*"));

    /// <summary>Without it S3 answers 403 instead of 404 for a missing key. Unconditioned: such a request carries no <c>s3:prefix</c>.</summary>
    public PolicyStatement SeeMissing() => Grants.Allow("s3:ListBucket", artifacts.BucketArn);

    public PolicyStatement Read(params string[] keys) => Grants.Allow("s3:GetObject", Objects(keys));

    public PolicyStatement ReadWrite(params string[] keys) => Grants.Allow(["s3:GetObject", "s3:PutObject"], Objects(keys));

    /// <summary>A lease is given back by writing it free, never by deleting it.</summary>
    public PolicyStatement Hold(params string[] leases)
        => ReadWrite(leases);

    public PolicyStatement Write(params string[] keys) => Grants.Allow("s3:PutObject", Objects(keys));

    public PolicyStatement List(params string[] prefixes)
        => Grants.AllowIf("s3:ListBucket", artifacts.BucketArn, "StringLike", "s3:prefix", prefixes);

    private PolicyStatement ListIncoming(string action)
        => Grants.AllowIf(action, data.BucketArn, "StringLike", "s3:prefix", $"{IncomingPrefix}*");

    private string[] Objects(string[] keys) => [.. keys.Select(key => artifacts.ArnForObjects(key))];
}
