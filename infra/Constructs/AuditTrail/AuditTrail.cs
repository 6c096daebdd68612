using Amazon.CDK;
using Amazon.CDK.AWS.CloudTrail;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>CloudTrail's record of who read and wrote the buckets' objects and who invoked the functions, in a bucket of its own. Management events are left to the account's own trail.</summary>
public sealed class AuditTrail : Construct
{
    private const string Name = "mlops-data-events";

    public AuditTrail(Construct scope, string id, DataLake lake, int days)
        : base(scope, id)
    {
        var logs = StoredSafely(days);
        var trail = new CfnTrail(this, "Trail", new CfnTrailProps
        {
            TrailName = Name,
            IsLogging = true,
            EnableLogFileValidation = true,
            S3BucketName = logs.BucketName,
            AdvancedEventSelectors = new object[]
            {
                DataEvents("Objects of both buckets", "AWS::S3::Object", $"{lake.Data.BucketArn}/", $"{lake.Artifacts.BucketArn}/"),
                DataEvents("Invocations of the functions", "AWS::Lambda::Function", Arn("lambda", "function", "Mlops-", ArnFormat.COLON_RESOURCE_NAME)),
            },
        });
        trail.Node.AddDependency(logs.Policy!);
    }

    private Bucket StoredSafely(int days)
    {
        var bucket = new Bucket(this, "Logs", new BucketProps
        {
            Versioned = true,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            RemovalPolicy = RemovalPolicy.RETAIN,
            LifecycleRules = [new LifecycleRule { Id = "Logs", Expiration = Duration.Days(days), NoncurrentVersionExpiration = Duration.Days(1) }],
        });
        var trail = Arn("cloudtrail", "trail", Name, ArnFormat.SLASH_RESOURCE_NAME);
        bucket.AddToResourcePolicy(OfTrail("s3:GetBucketAcl", bucket.BucketArn, trail));
        bucket.AddToResourcePolicy(OfTrail("s3:PutObject", bucket.ArnForObjects($"AWSLogs/{Stack.Of(this).Account}/*"), trail));
        return bucket;
    }

    private static PolicyStatement OfTrail(string action, string resource, string trail) => new(new PolicyStatementProps
    {
        Principals = [new ServicePrincipal("cloudtrail.amazonaws.com")],
        Actions = [action],
        Resources = [resource],
        Conditions = new Dictionary<string, object> { ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceArn"] = trail } },
    });

    private static CfnTrail.AdvancedEventSelectorProperty DataEvents(string name, string type, params string[] arns) => new()
    {
        Name = name,
        FieldSelectors = new object[]
        {
            new CfnTrail.AdvancedFieldSelectorProperty { Field = "eventCategory", EqualTo = ["Data"] },
            new CfnTrail.AdvancedFieldSelectorProperty { Field = "resources.type", EqualTo = [type] },
            new CfnTrail.AdvancedFieldSelectorProperty { Field = "resources.ARN", StartsWith = arns },
        },
    };

    private string Arn(string service, string resource, string name, ArnFormat format) => Stack.Of(this).FormatArn(new ArnComponents
    {
        Service = service,
        Resource = resource,
        ResourceName = name,
        ArnFormat = format,
    });
}
