using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>The keys of docs/concepts as one pipeline sees them, and who may do what with them.</summary>
public sealed class Store(IBucket data, IBucket artifacts, PipelineConfig pipeline)
{
    private string Pipeline => pipeline.Definition.Name;

    public string DataBucket => data.BucketName;

    public string ArtifactsBucket => artifacts.BucketName;

    public string IncomingPrefix => $"incoming/{Pipeline}/";

    /// <summary>Where labels arrive that came true.</summary>
    public string TruthPrefix => $"truth/{Pipeline}/";

    /// <summary>Where the prepare job puts what a data contract drops, a folder a run.</summary>
    public string QuarantinePrefix => $"{QuarantineFolder}{Pipeline}/";

    public static string QuarantineFolder => "quarantine/";

    /// <summary>Every prefix of the data bucket that a run learns from.</summary>
    public IReadOnlyList<string> LearnPrefixes => pipeline.Definition.Monitor.GroundTruth.Learn ? [IncomingPrefix, TruthPrefix] : [IncomingPrefix];

    /// <summary>Where SageMaker writes what the endpoint was asked and answered.</summary>
    public string CapturePrefix => $"{CaptureFolder}{pipeline.Names.Endpoint}/";

    public static string CaptureFolder => "capture/";

    /// <summary>Results of steps and what is known of them: of all pipelines, which may take each other's.</summary>
    public static string KeptFiles => $"{KeptFolder}*";

    public static string CacheEntries => $"{CacheFolder}*";

    public static string KeptFolder => "steps/";

    public static string CacheFolder => "cache/";

    public string MonitorPrefix => $"monitor/{Pipeline}/";

    public string RunsPrefix => $"runs/{Pipeline}/";

    public string ApprovalsPrefix => $"approvals/{Pipeline}/";

    /// <summary>Where promoted models are kept, by their hash.</summary>
    public string PromotedPrefix => $"promoted/{Pipeline}/";

    public string Champion => $"champions/{Pipeline}.json";

    public string TrainingLease => $"leases/{Pipeline}/training.json";

    public string EndpointLease => $"leases/{Pipeline}/endpoint.json";

    /// <summary>An <c>s3://</c> URI in the artifacts bucket.</summary>
    public string Uri(string key) => $"s3://{ArtifactsBucket}/{key}";

    public PolicyStatement ListIncoming() => ListData("s3:ListBucket", IncomingPrefix);

    public PolicyStatement ListLearnedVersions() => ListData("s3:ListBucketVersions", [.. LearnPrefixes]);

    /// <summary>Versions only: what is read must be what was listed. Uploads may carry tags, which S3 copies with the object and asks permission for.</summary>
    public PolicyStatement ReadLearned() => Grants.Allow(
        ["s3:GetObjectVersion", "s3:GetObjectVersionTagging"],
        [.. LearnPrefixes.Select(prefix => data.ArnForObjects($"{prefix}*"))]);

    public PolicyStatement ListTruth() => ListData("s3:ListBucket", TruthPrefix);

    public PolicyStatement ReadTruth() => Grants.Allow("s3:GetObject", data.ArnForObjects($"{TruthPrefix}*"));

    public PolicyStatement WriteQuarantine() => Grants.Allow("s3:PutObject", data.ArnForObjects($"{QuarantinePrefix}*"));

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

    /// <summary>The rows that Prepare cut for a run are marked when it is over; the lifecycle rule does the rest.</summary>
    public PolicyStatement ExpireStepOutputs() => Grants.Allow("s3:PutObjectTagging", Objects([$"{RunsPrefix}*/prepare/*"]));

    public PolicyStatement List(params string[] prefixes)
        => Grants.AllowIf("s3:ListBucket", artifacts.BucketArn, "StringLike", "s3:prefix", prefixes);

    private PolicyStatement ListData(string action, params string[] prefixes)
        => Grants.AllowIf(action, data.BucketArn, "StringLike", "s3:prefix", [.. prefixes.Select(prefix => $"{prefix}*")]);

    private string[] Objects(string[] keys) => [.. keys.Select(key => artifacts.ArnForObjects(key))];
}
