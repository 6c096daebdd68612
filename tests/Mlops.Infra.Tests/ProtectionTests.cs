using System.Text.Json.Nodes;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

/// <summary>What is kept, under which key, for how long, who recorded it, and to whose cost.</summary>
public sealed class ProtectionTests(SynthFixture synth)
{
    private static readonly string[] Tagged =
    [
        "sagemaker:createProcessingJob.sync", "sagemaker:createTrainingJob.sync", "aws-sdk:sagemaker:createModel", "aws-sdk:sagemaker:createEndpointConfig",
        "aws-sdk:sagemaker:createEndpoint",
    ];

    [Fact]
    public void Topic_Always_IsEncryptedUnderAKeyThatItsPublishersMayUse()
    {
        var topic = Assert.Single(synth.Foundation.Resources("AWS::SNS::Topic").Values)["Properties"]!;
        var (id, key) = Assert.Single(synth.Foundation.Resources("AWS::KMS::Key"));

        Assert.Equal(id, (string)topic["KmsMasterKeyId"]!["Fn::GetAtt"]![0]!);
        Assert.True((bool)key["Properties"]!["EnableKeyRotation"]!);
        Assert.NotNull(KeyUse(key, "cloudwatch.amazonaws.com")["Condition"]!["StringEquals"]!["aws:SourceAccount"]);
    }

    // "Adding aws:SourceAccount, aws:SourceArn and aws:SourceOrgID … is not supported for EventBridge-to-encrypted topics": sns, dg/sns-key-management.html.
    [Fact]
    public void TopicKey_ForEventBridge_AsksForNoSource()
        => Assert.Null(KeyUse(Assert.Single(synth.Foundation.Resources("AWS::KMS::Key")).Value, "events.amazonaws.com")["Condition"]);

    [Fact]
    public void BucketsQueuesAndTopics_Always_RefusePlainHttp()
    {
        foreach (var template in synth.Everything)
        {
            Assert.Equal(template.Resources("AWS::S3::Bucket").Count, template.Resources("AWS::S3::BucketPolicy").Values.Count(RefusesPlainHttp));
            Assert.Equal(template.Resources("AWS::SQS::Queue").Count, template.Resources("AWS::SQS::QueuePolicy").Values.Count(RefusesPlainHttp));
            Assert.Equal(template.Resources("AWS::SNS::Topic").Count, template.Resources("AWS::SNS::TopicPolicy").Values.Count(RefusesPlainHttp));
        }
    }

    [Fact]
    public void LogGroup_Always_HasAnEnd()
        => Assert.All(
            synth.Everything.SelectMany(template => template.Resources("AWS::Logs::LogGroup").Values),
            group => Assert.Equal(30, (int)group["Properties"]!["RetentionInDays"]!));

    [Fact]
    public void StepOutputs_OnceMarked_ExpireAndNothingElseOfARunDoes()
    {
        var rules = synth.Foundation.Resources("AWS::S3::Bucket").Values
            .SelectMany(bucket => bucket["Properties"]!["LifecycleConfiguration"]!["Rules"]!.AsArray()).Where(rule => rule!["ExpirationInDays"] is not null).ToList();

        Assert.Equal(["cache/", "capture/", "quarantine/", "runs/", "steps/"], rules.Select(rule => (string)rule!["Prefix"]!).Order());
        var outputs = rules.Single(rule => (string)rule!["Id"]! == "StepOutputs")!;
        Assert.Equal(30, (int)outputs["ExpirationInDays"]!);
        Assert.Equal("""[{"Key":"mlops:lifecycle","Value":"step-output"}]""", outputs["TagFilters"]!.ToJsonString());
    }

    [Fact]
    public void Results_InTheCache_ExpireNoSoonerThanADefinitionMayAsk()
    {
        var rules = synth.Foundation.Resources("AWS::S3::Bucket").Values
            .SelectMany(bucket => bucket["Properties"]!["LifecycleConfiguration"]!["Rules"]!.AsArray()).Where(rule => (string?)rule!["Prefix"] is "cache/" or "steps/").ToList();

        Assert.Equal(2, rules.Count);
        Assert.All(rules, rule => Assert.Equal((new RetentionSettings().CacheDays, 1), ((int)rule!["ExpirationInDays"]!, (int)rule["NoncurrentVersionExpiration"]!["NoncurrentDays"]!)));
    }

    [Fact]
    public void Trail_WhenSwitchedOn_RecordsObjectsAndInvocationsOfTheProductOnly()
    {
        var trail = Assert.Single(synth.GuardedFoundation.Resources("AWS::CloudTrail::Trail").Values)["Properties"]!;
        var types = trail["AdvancedEventSelectors"]!.AsArray()
            .Select(selector => selector!["FieldSelectors"]!.AsArray().Single(field => (string)field!["Field"]! == "resources.type")!["Equals"]![0]!.ToString());

        Assert.True((bool)trail["EnableLogFileValidation"]!);
        Assert.Equal(["AWS::S3::Object", "AWS::Lambda::Function"], types);
        Assert.All(trail["AdvancedEventSelectors"]!.AsArray(), selector =>
            Assert.NotNull(selector!["FieldSelectors"]!.AsArray().Single(field => (string)field!["Field"]! == "resources.ARN")!["StartsWith"]));
    }

    [Fact]
    public void WhatMachinesMake_Always_CarriesPipelineAndRun()
    {
        var requests = synth.Machines.SelectMany(machine => machine.Tasks).Where(task => Tagged.Contains(((string)task.Value["Resource"]!).Split(":::")[^1])).ToList();

        Assert.Equal(7, requests.Count);
        Assert.All(requests, task =>
        {
            var tags = task.Value["Parameters"]!["Tags"]!.AsArray();
            Assert.Equal(["mlops:pipeline", "mlops:run"], tags.Select(tag => (string)tag!["Key"]!));
            Assert.Equal("ridership", (string)tags[0]!["Value"]!);
            Assert.EndsWith(".run", (string)tags[1]!["Value.$"]!, StringComparison.Ordinal);
        });
    }

    private static JsonNode KeyUse(JsonNode key, string service)
    {
        var statement = Assert.Single(Statements(key["Properties"]!["KeyPolicy"]!), each => each["Principal"]!["Service"] is { } services && Template.Many(services).Any(one => (string)one! == service));
        Assert.Equal(["kms:Decrypt", "kms:GenerateDataKey*"], Template.Many(statement["Action"]).Select(action => (string)action!));
        return statement;
    }

    private static bool RefusesPlainHttp(JsonObject policy) => Statements(policy["Properties"]!["PolicyDocument"]!)
        .Any(statement => (string)statement["Effect"]! == "Deny" && (string?)statement["Condition"]?["Bool"]?["aws:SecureTransport"] == "false");

    private static IEnumerable<JsonNode> Statements(JsonNode document) => document["Statement"]!.AsArray().Select(statement => statement!);
}
