using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>The two buckets that everything is kept in: users' data, whose uploads become events, and the artifacts of runs. Both outlive the stack.</summary>
public sealed class DataLake : Construct
{
    public DataLake(Construct scope, string id, RetentionSettings retention)
        : base(scope, id)
    {
        var uploads = StoreBucket("Data", retention);
        Data = uploads;
        Artifacts = StoreBucket("Artifacts", retention);

        // Captured requests hold what users sent: kept as long as a monitor may look back, and no longer.
        // In a versioned bucket what expires becomes an old version first.
        Artifacts.AddLifecycleRule(new LifecycleRule
        {
            Id = "Capture",
            Prefix = Store.CaptureFolder,
            Expiration = Duration.Days(retention.CaptureDays),
            NoncurrentVersionExpiration = Duration.Days(1),
        });

        // Only what 'record' and 'close' marked: what else lies beside it is referred to by champions, reports and the registry.
        Artifacts.AddLifecycleRule(new LifecycleRule
        {
            Id = "StepOutputs",
            Prefix = "runs/",
            TagFilters = new Dictionary<string, object> { ["mlops:lifecycle"] = "step-output" },
            Expiration = Duration.Days(retention.StepOutputDays),
            NoncurrentVersionExpiration = Duration.Days(1),
        });

        // No definition's lifetime is longer: what these rules take has expired, whoever asks for it.
        foreach (var (rule, folder) in new[] { ("KeptSteps", Store.KeptFolder), ("CacheEntries", Store.CacheFolder) })
        {
            Artifacts.AddLifecycleRule(new LifecycleRule
            {
                Id = rule,
                Prefix = folder,
                Expiration = Duration.Days(retention.CacheDays),
                NoncurrentVersionExpiration = Duration.Days(1),
            });
        }

        // What a contract dropped is for people to look at; the uploads themselves are kept.
        uploads.AddLifecycleRule(new LifecycleRule
        {
            Id = "Quarantine",
            Prefix = Store.QuarantineFolder,
            Expiration = Duration.Days(retention.QuarantineDays),
            NoncurrentVersionExpiration = Duration.Days(1),
        });

        // The bucket's own EventBridgeEnabled would bring a custom resource; the property of the resource needs none.
        var data = (CfnBucket)Data.Node.DefaultChild!;
        data.NotificationConfiguration = new CfnBucket.NotificationConfigurationProperty
        {
            EventBridgeConfiguration = new CfnBucket.EventBridgeConfigurationProperty { EventBridgeEnabled = true },
        };
    }

    public IBucket Data { get; }

    public Bucket Artifacts { get; }

    private Bucket StoreBucket(string id, RetentionSettings retention) => new(this, id, new BucketProps
    {
        Versioned = true,
        Encryption = BucketEncryption.S3_MANAGED,
        EnforceSSL = true,
        BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
        ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
        RemovalPolicy = RemovalPolicy.RETAIN,
        LifecycleRules =
        [
            new LifecycleRule
            {
                Id = "Tidy",
                AbortIncompleteMultipartUploadAfter = Duration.Days(7),
                NoncurrentVersionExpiration = Duration.Days(retention.OldVersionDays),
                ExpiredObjectDeleteMarker = true,
            },
        ],
    });
}
