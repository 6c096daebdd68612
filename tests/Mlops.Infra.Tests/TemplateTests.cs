using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

public sealed class TemplateTests(SynthFixture synth)
{
    private static readonly string[] Stateful =
    [
        "AWS::S3::Bucket", "AWS::ECR::Repository", "AWS::SageMaker::ModelPackageGroup", "AWS::Events::EventBus",
    ];

    private IReadOnlyDictionary<string, JsonObject> Buckets => synth.Foundation.Resources("AWS::S3::Bucket");

    [Fact]
    public void Templates_Always_NeedNoCustomResource()
        => Assert.All(synth.Templates.SelectMany(template => template.Resources()), resource =>
        {
            var type = (string)resource.Value!["Type"]!;
            Assert.StartsWith("AWS::", type);
            Assert.NotEqual("AWS::CloudFormation::CustomResource", type);
        });

    [Fact]
    public void Templates_Always_AreFreeOfMetadataParametersAndRules()
        => Assert.All(synth.Templates, template =>
        {
            Assert.Empty(template.Json.Select(each => each.Key).Except(["Description", "Resources", "Outputs"]));
            Assert.All(template.Resources(), resource => Assert.Null(resource.Value!["Metadata"]));
        });

    [Fact]
    public void Stateful_Always_IsRetained()
        => Assert.All(
            synth.Foundation.Resources().Where(resource => Stateful.Contains((string)resource.Value!["Type"]!)),
            resource =>
            {
                Assert.StartsWith("Retain", (string)resource.Value!["DeletionPolicy"]!);
                Assert.Equal("Retain", (string)resource.Value["UpdateReplacePolicy"]!);
            });

    [Theory]
    [InlineData("AWS::ECR::Repository")]
    [InlineData("AWS::SageMaker::ModelPackageGroup")]
    [InlineData("AWS::Events::EventBus")]
    public void FixedName_WhenItsCreationIsRolledBack_IsFreeForTheNextTry(string type)
        => Assert.All(synth.Foundation.Resources(type).Values, resource => Assert.Equal("RetainExceptOnCreate", (string)resource["DeletionPolicy"]!));

    [Fact]
    public void PipelineStack_Always_HoldsNothingStateful()
        => Assert.DoesNotContain(synth.Pipeline.Resources(), resource => Stateful.Contains((string)resource.Value!["Type"]!));

    [Fact]
    public void Bucket_Always_IsVersionedEncryptedAndPrivate()
        => Assert.All(Buckets.Values, bucket =>
        {
            var properties = bucket["Properties"]!;
            Assert.Equal("Enabled", (string)properties["VersioningConfiguration"]!["Status"]!);
            Assert.Equal("AES256", (string)properties["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["SSEAlgorithm"]!);
            Assert.All(properties["PublicAccessBlockConfiguration"]!.AsObject(), block => Assert.True((bool)block.Value!));
            Assert.Equal(4, properties["PublicAccessBlockConfiguration"]!.AsObject().Count);
            Assert.Equal("BucketOwnerEnforced", (string)properties["OwnershipControls"]!["Rules"]![0]!["ObjectOwnership"]!);
        });

    [Fact]
    public void Bucket_Always_ForgetsUnfinishedUploadsAndOldVersions()
        => Assert.All(Buckets.Values, bucket =>
        {
            var rule = bucket["Properties"]!["LifecycleConfiguration"]!["Rules"]![0]!;
            Assert.Equal(7, (int)rule["AbortIncompleteMultipartUpload"]!["DaysAfterInitiation"]!);
            Assert.Equal(90, (int)rule["NoncurrentVersionExpiration"]!["NoncurrentDays"]!);
        });

    [Theory]
    [InlineData("LakeArtifacts", "capture/", 366)]
    [InlineData("LakeArtifacts", "cache/", 90)]
    [InlineData("LakeArtifacts", "steps/", 90)]
    [InlineData("LakeData", "quarantine/", 90)]
    public void Objects_ThatExpireWithoutAMark_DoInTheirTime(string bucket, string prefix, int leastDays)
    {
        var expiring = Assert.Single(Expiring, rule => rule.Bucket.StartsWith(bucket, StringComparison.Ordinal) && (string)rule.Rule["Prefix"]! == prefix).Rule;

        Assert.Equal(4, Expiring.Count());
        Assert.True((int)expiring["ExpirationInDays"]! >= leastDays);
        Assert.Equal(1, (int)expiring["NoncurrentVersionExpiration"]!["NoncurrentDays"]!);
    }

    private IEnumerable<(string Bucket, JsonNode Rule)> Expiring => Buckets.SelectMany(bucket => bucket.Value["Properties"]!["LifecycleConfiguration"]!["Rules"]!.AsArray()
        .Where(rule => rule!["ExpirationInDays"] is not null && rule["TagFilters"] is null).Select(rule => (bucket.Key, rule!)));

    [Fact]
    public void Bucket_Always_RefusesPlainHttp()
    {
        var denying = synth.Foundation.Resources("AWS::S3::BucketPolicy").Values
            .Where(policy => DeniesPlainHttp(policy["Properties"]!["PolicyDocument"]!))
            .Select(policy => (string)policy["Properties"]!["Bucket"]!["Ref"]!);

        Assert.Equal(Buckets.Keys.Order(), denying.Order());
    }

    [Fact]
    public void Queue_Always_IsEncryptedTlsOnlyAndKeepsForTwoWeeks()
        => Assert.All(synth.Templates, template => Assert.All(template.Resources("AWS::SQS::Queue"), queue =>
        {
            Assert.True((bool)queue.Value["Properties"]!["SqsManagedSseEnabled"]!);
            Assert.Equal(1_209_600, (int)queue.Value["Properties"]!["MessageRetentionPeriod"]!);
            Assert.Contains(template.Resources("AWS::SQS::QueuePolicy").Values, policy =>
                (string)policy["Properties"]!["Queues"]![0]!["Ref"]! == queue.Key && DeniesPlainHttp(policy["Properties"]!["PolicyDocument"]!));
        }));

    [Fact]
    public void DataBucket_Alone_SendsItsEventsToEventBridge()
    {
        var notifying = Buckets.Where(bucket => bucket.Value["Properties"]!["NotificationConfiguration"] is not null).Select(bucket => bucket.Key);

        Assert.StartsWith("LakeData", Assert.Single(notifying));
    }

    [Fact]
    public void Repository_Always_IsImmutableAndScanned()
    {
        var repository = Assert.Single(synth.Foundation.Resources("AWS::ECR::Repository").Values)["Properties"]!;

        Assert.Equal("mlops/algorithm", (string)repository["RepositoryName"]!);
        Assert.Equal("IMMUTABLE", (string)repository["ImageTagMutability"]!);
        Assert.True((bool)repository["ImageScanningConfiguration"]!["ScanOnPush"]!);
    }

    [Fact]
    public void Parameters_Always_NameBucketsAndBus()
        => Assert.Equal(
            ["/mlops/artifacts-bucket", "/mlops/bus", "/mlops/data-bucket", "/mlops/unclaimed"],
            synth.Foundation.Resources("AWS::SSM::Parameter").Values.Select(each => (string)each["Properties"]!["Name"]!).Order());

    [Theory]
    [InlineData("upload-trigger")]
    [InlineData("schedule-trigger")]
    [InlineData("request-trigger")]
    [InlineData("drift-trigger")]
    [InlineData("monitor-trigger")]
    [InlineData("close")]
    public void Parameters_OfThePipeline_NameTheFunctionThatTakesEvents(string handler)
    {
        var parameter = synth.Pipeline.Resources("AWS::SSM::Parameter").Values
            .Single(each => (string)each["Properties"]!["Name"]! == $"/mlops/ridership/{handler}");
        var function = synth.Pipeline.Resources("AWS::Lambda::Function")[(string)parameter["Properties"]!["Value"]!["Ref"]!];

        Assert.Equal(handler, (string)function["Properties"]!["Handler"]!);
    }

    [Fact]
    public void Function_Always_RunsOnTheOwnRuntimeWithAnEndingLog()
        => Assert.All(synth.Pipeline.Resources("AWS::Lambda::Function").Values, function =>
        {
            var properties = function["Properties"]!;
            Assert.Equal("provided.al2023", (string)properties["Runtime"]!);
            Assert.Equal("x86_64", (string)properties["Architectures"]![0]!);
            Assert.Equal("ridership", (string)properties["Environment"]!["Variables"]!["PIPELINE"]!);
            Assert.Equal("/var/task/aws-roots.pem", (string)properties["Environment"]!["Variables"]!["SSL_CERT_FILE"]!);
            Assert.Equal("/var/task/none", (string)properties["Environment"]!["Variables"]!["SSL_CERT_DIR"]!);
            var logs = synth.Pipeline.Resources("AWS::Logs::LogGroup")[(string)properties["LoggingConfig"]!["LogGroup"]!["Ref"]!];
            Assert.Equal(30, (int)logs["Properties"]!["RetentionInDays"]!);
        });

    [Fact]
    public void Functions_BuiltForArm_AreDeployedForArm()
        => Assert.All(synth.Arm.Resources("AWS::Lambda::Function").Values, function => Assert.Equal("arm64", (string)function["Properties"]!["Architectures"]![0]!));

    [Fact]
    public void Functions_Always_ShareOneCodeAsset()
        => Assert.Single(synth.Pipeline.Resources("AWS::Lambda::Function").Values.Select(each => (string)each["Properties"]!["Code"]!["S3Key"]!).Distinct());

    [Theory]
    [InlineData("upload-trigger")]
    [InlineData("schedule-trigger")]
    [InlineData("request-trigger")]
    [InlineData("drift-trigger")]
    [InlineData("monitor-trigger")]
    [InlineData("close")]
    public void Function_InvokedAsynchronously_KeepsWhatFailed(string handler)
    {
        var function = synth.Pipeline.Resources("AWS::Lambda::Function").Single(each => (string)each.Value["Properties"]!["Handler"]! == handler);
        var config = synth.Pipeline.Resources("AWS::Lambda::EventInvokeConfig").Values
            .Single(each => (string)each["Properties"]!["FunctionName"]!["Ref"]! == function.Key)["Properties"]!;

        Assert.NotNull(function.Value["Properties"]!["DeadLetterConfig"]);
        Assert.Equal(2, (int)config["MaximumRetryAttempts"]!);
        Assert.Equal(3600, (int)config["MaximumEventAgeInSeconds"]!);
    }

    [Theory]
    [InlineData("drift-trigger", 300)]
    [InlineData("monitor-respond", 300)]
    [InlineData("schedule-trigger", 60)]
    public void Function_ThatListsEveryVersion_HasTheTimeForIt(string handler, int seconds)
        => Assert.Equal(seconds, (int)synth.Pipeline.Function(handler)["Properties"]!["Timeout"]!);

    [Fact]
    public void Stacks_Always_CarryTheCostTag()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(synth.Output, "manifest.json")))!["artifacts"]!;

        Assert.Equal("ridership", (string)manifest["Mlops-ridership"]!["properties"]!["tags"]!["mlops:pipeline"]!);
        Assert.Equal("shared", (string)manifest["MlopsFoundation"]!["properties"]!["tags"]!["mlops:pipeline"]!);
    }

    [Fact]
    public void Synthesis_OfALocalImage_WarnsThatEcrDoesNotKnowIt()
    {
        Assert.DoesNotContain("aws:cdk:warning", File.ReadAllText(Path.Combine(synth.Output, "manifest.json")));
        Assert.Contains(
            "mlops/algorithm is pinned to the digest of a local folder: fine for the LocalCloud",
            File.ReadAllText(Path.Combine(synth.LocalOutput, "manifest.json")));
    }

    private static bool DeniesPlainHttp(JsonNode document) => document["Statement"]!.AsArray().Any(statement =>
        (string)statement!["Effect"]! == "Deny" && (string?)statement["Condition"]?["Bool"]?["aws:SecureTransport"] == "false");
}
