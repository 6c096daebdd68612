using System.Text.Json.Nodes;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

/// <summary>What the environments of a chain have in common, what each of them lets the next one do, and what is not there where nothing is trained.</summary>
public sealed class EnvironmentTests(SynthFixture synth)
{
    private const string Dev = EnvironmentSynthesis.Dev, Staging = EnvironmentSynthesis.Staging, Prod = EnvironmentSynthesis.Prod;

    public static TheoryData<string> Names => [.. EnvironmentSynthesis.Names];

    [Fact]
    public void Functions_OfAllEnvironments_AreTheSameZip()
    {
        var zips = EnvironmentSynthesis.Names.SelectMany(name => synth.Environments.Pipeline(name).Resources("AWS::Lambda::Function").Values)
            .Select(function => (string)function["Properties"]!["Code"]!["S3Key"]!).Distinct();

        Assert.Single(zips);
    }

    [Fact]
    public void Images_OfAllEnvironments_AreTheOneOfTheAccountThatTrains()
    {
        var images = EnvironmentSynthesis.Names.SelectMany(name => synth.Environments.Pipeline(name).Resources("AWS::Lambda::Function").Values)
            .Select(function => function["Properties"]!["Environment"]!["Variables"]!["IMAGE"]).OfType<JsonNode>().Select(Template.Text).Distinct();

        Assert.Equal($"{Dev}.dkr.ecr.eu-west-1.amazonaws.com/mlops/algorithm@{SynthFixture.Digest}", Assert.Single(images));
    }

    [Fact]
    public void Manifest_OfAnEnvironment_NamesItsAccountAndRegion()
    {
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(synth.Environments.Output("prod"), "manifest.json")))!["artifacts"]!.AsObject();

        Assert.All(
            manifest.Where(artifact => (string)artifact.Value!["type"]! == "aws:cloudformation:stack"),
            stack => Assert.Equal($"aws://{Prod}/eu-west-1", (string)stack.Value!["environment"]!));
    }

    // What the CDK does not know of an account it puts in as a dummy, for its command line to ask and synthesize again.
    [Fact]
    public void Manifest_OfEveryEnvironment_MissesNothingOfItsAccount()
        => Assert.All(synth.Environments.Outputs, output => Assert.Null(JsonNode.Parse(File.ReadAllText(Path.Combine(output, "manifest.json")))!["missing"]));

    [Theory]
    [InlineData("dev", "mlops-ridership-deploy mlops-ridership-monitor mlops-ridership-retrain")]
    [InlineData("staging", "mlops-ridership-deploy mlops-ridership-monitor")]
    [InlineData("prod", "mlops-ridership-deploy mlops-ridership-monitor")]
    public void Machines_WhereNothingIsTrained_AreNotRetrains(string environment, string machines) => Assert.Equal(
        machines,
        string.Join(' ', synth.Environments.Pipeline(environment).Resources("AWS::StepFunctions::StateMachine").Values.Select(each => (string)each["Properties"]!["StateMachineName"]!).Order()));

    [Theory]
    [InlineData("prod")]
    [InlineData("staging")]
    public void Functions_WhereNothingIsTrained_AreThoseThatServe(string environment) => Assert.Equal(
        ["admit-deployment", "approval-trigger", "close", "monitor-plan", "monitor-respond", "monitor-trigger", "promote", "promotion-trigger", "release-deployment", "smoke-test"],
        synth.Environments.Pipeline(environment).Resources("AWS::Lambda::Function").Values.Select(each => (string)each["Properties"]!["Handler"]!).Order());

    [Theory]
    [InlineData("staging", "Approved")]
    [InlineData("prod", "PendingManualApproval")]
    public void Promotion_ByEnvironment_StartsWithItsApproval(string environment, string approval) => Assert.Equal(
        approval, (string)synth.Environments.Pipeline(environment).Function("promotion-trigger")["Properties"]!["Environment"]!["Variables"]!["APPROVAL"]!);

    [Theory]
    [InlineData("dev", "staging", Staging)]
    [InlineData("staging", "prod", Prod)]
    public void Policies_OfWhoPromotes_LetJustThePromotionsRoleOfTheNextAccountRead(string environment, string nextName, string next)
    {
        var reader = synth.Environments.Pipeline(nextName);
        var role = (string)reader.Json["Resources"]![reader.RoleOf("promotion-trigger")]!["Properties"]!["RoleName"]!;
        var foundation = synth.Environments.Foundation(environment);
        var group = foundation.Resources("AWS::SageMaker::ModelPackageGroup").Values.Single()["Properties"]!["ModelPackageGroupPolicy"]!["Statement"]!.AsArray();
        var bucket = Statements(foundation, "AWS::S3::BucketPolicy").Where(statement => (string)statement["Effect"]! == "Allow");

        Assert.All(group.Select(statement => statement!).Concat(bucket), statement =>
        {
            Assert.Contains(next, Template.Text(statement["Principal"]!["AWS"]), StringComparison.Ordinal);
            Assert.Equal($"arn:aws:iam::{next}:role/{role}", (string)statement["Condition"]!["ArnEquals"]!["aws:PrincipalArn"]!);
            Assert.Contains((string)statement["Action"]!, new[] { "sagemaker:DescribeModelPackage", "s3:GetObject" });
        });
        Assert.Equal(2, group.Count + bucket.Count());
    }

    [Theory]
    [InlineData("dev", "runs/ridership/*/train/*")]
    [InlineData("staging", "promoted/ridership/*")]
    public void Bucket_OfWhoPromotes_IsOpenForModelsAndWhatBelongsToThem(string environment, string models)
    {
        var statement = Statements(synth.Environments.Foundation(environment), "AWS::S3::BucketPolicy").Single(each => (string)each["Effect"]! == "Allow");

        Assert.Equal(
            new[] { models, "runs/ridership/*/evaluate/evaluation.json", "runs/ridership/*/prepare/baseline.json" }.Order(),
            statement["Resource"]!.AsArray().Select(resource => Template.Text(resource).Split('/', 2)[1]).Order());
    }

    [Fact]
    public void Prod_TheLast_SharesNothing()
    {
        var foundation = synth.Environments.Foundation("prod");

        Assert.DoesNotContain(Statements(foundation, "AWS::S3::BucketPolicy"), statement => (string)statement["Effect"]! == "Allow");
        Assert.Null(foundation.Resources("AWS::SageMaker::ModelPackageGroup").Values.Single()["Properties"]!["ModelPackageGroupPolicy"]);
        Assert.Empty(foundation.Resources("AWS::ECR::Repository"));
    }

    [Fact]
    public void Repository_OfWhoTrains_LetsJustTheServingAccountsPull()
    {
        var policy = synth.Environments.Foundation("dev").Resources("AWS::ECR::Repository").Values.Single()["Properties"]!["RepositoryPolicyText"]!["Statement"]!.AsArray();

        Assert.Equal([Prod, Staging], policy.Select(statement => Template.Text(statement!["Principal"]!["AWS"]).Split(':')[4]).Order());
        Assert.All(policy, statement => Assert.Equal(
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], statement!["Action"]!.AsArray().Select(action => (string)action!)));
    }

    [Theory]
    [InlineData("dev", "222222222222 aws.cloudwatch CloudWatch Alarm State Change; 222222222222 mlops mlops.drift.detected; "
        + "333333333333 aws.cloudwatch CloudWatch Alarm State Change; 333333333333 mlops mlops.drift.detected")]
    [InlineData("staging", "111111111111 mlops mlops.model.deployed")]
    [InlineData("prod", "333333333333 mlops mlops.model.deployed")]
    public void Bus_OfAnEnvironment_LetsInJustTheseEventsOfTheseAccounts(string environment, string expected)
    {
        var entrances = synth.Environments.Foundation(environment).Resources("AWS::Events::EventBusPolicy").Values.Select(policy => policy["Properties"]!["Statement"]!)
            .Select(statement => (Statement: statement, Only: statement["Condition"]!["StringEquals"]!))
            .Select(each => $"{((string)each.Statement["Principal"]!["AWS"]!).Split(':')[4]} {each.Only["events:source"]} {each.Only["events:detail-type"]}");

        Assert.Equal(expected, string.Join("; ", entrances.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("dev", "EnvironmentsPromoteRule " + Staging)]
    [InlineData("staging", "EnvironmentsAlarmsRule 111111111111 EnvironmentsDriftRule 111111111111 EnvironmentsPromoteRule " + Prod)]
    [InlineData("prod", "EnvironmentsAlarmsRule 111111111111 EnvironmentsDriftRule 111111111111")]
    public void Routes_OfAnEnvironment_EndInTheseAccountsAsARoleOfTheirOwnAndKeepWhatFails(string environment, string expected)
    {
        var foundation = synth.Environments.Foundation(environment);
        var routes = foundation.Resources("AWS::Events::Rule").Where(rule => rule.Key.StartsWith("Environments", StringComparison.Ordinal)).ToList();
        var targets = routes.Select(rule => (rule.Key, Target: rule.Value["Properties"]!["Targets"]!.AsArray().Single()!)).OrderBy(each => each.Key).ToList();

        Assert.Equal(expected, string.Join(' ', targets.Select(each => $"{each.Key[..^8]} {((string)each.Target["Arn"]!).Split(':')[4]}")));
        Assert.All(targets, each =>
        {
            Assert.NotNull(each.Target["DeadLetterConfig"]);
            var role = (string)each.Target["RoleArn"]!["Fn::GetAtt"]![0]!;
            var statement = Assert.Single(foundation.Statements(role));
            Assert.Equal(["events:PutEvents", (string)each.Target["Arn"]!], statement.Actions.Concat(statement.Resources));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Announcement_OfEveryEnvironment_HasTheMembersOfTheExample(string environment)
    {
        var deploy = synth.Environments.Pipeline(environment).Machine("mlops-ridership-deploy");
        var example = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory)!, "events", "model-deployed", "deployed.json")))!;
        var entry = deploy.State("Announce")["Parameters"]!["Entries"]![0]!;
        var kept = deploy.State("KeepAnnouncement")["Parameters"]!["MessageBody"]!;

        Assert.Equal(((string)example["source"]!, (string)example["detail-type"]!), ((string)entry["Source"]!, (string)entry["DetailType"]!));
        Assert.Equal(example["detail"]!.AsObject().Select(each => each.Key), Members(entry["Detail"]!));
        Assert.True(JsonNode.DeepEquals(entry["Detail"], kept["detail"]));
        Assert.Equal("Announce", (string)deploy.State("Promote")["Next"]!);
    }

    [Fact]
    public void Example_OfADeployedModel_IsTakenByTheNextEnvironmentAlone()
    {
        var json = File.ReadAllText(Path.Combine(RepositoryRoot.Find(AppContext.BaseDirectory)!, "events", "model-deployed", "deployed.json"));

        Assert.Equal("EnvironmentsPromoteRule Notify", Matching("dev", json));
        Assert.Equal("Notify RulesPromotionRule", Matching("staging", json));
        Assert.Equal("Notify", Matching("prod", json));
        Assert.Equal("Notify UnclaimedPromotions", Matching("staging", json.Replace("\"ridership\"", "\"other\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Alarm_OfAServingAccount_StartsARunWhereItIsTrained()
    {
        var json = $$"""
            { "source": "aws.cloudwatch", "detail-type": "CloudWatch Alarm State Change", "account": "{{Prod}}",
              "detail": { "alarmName": "mlops-ridership-drift", "state": { "value": "ALARM" } } }
            """;

        Assert.Equal("RulesDriftAlarmRule RulesServingAlarmRule", Matching("dev", json));
        Assert.Equal("EnvironmentsAlarmsRule", Matching("prod", json));
    }

    /// <summary>By pattern alone, whatever bus it comes on.</summary>
    private string Matching(string environment, string json)
    {
        using var anEvent = System.Text.Json.JsonDocument.Parse(json);
        return string.Join(' ', new[] { synth.Environments.Foundation(environment), synth.Environments.Pipeline(environment) }.SelectMany(template => template.Resources("AWS::Events::Rule"))
            .Where(rule => rule.Value["Properties"]!["EventPattern"] is { } pattern
                && LocalCloud.EventBridge.Patterns.EventPattern.Compile(Template.Resolve(pattern).ToJsonString()).Matches(anEvent.RootElement))
            .Select(rule => rule.Key[..^8]).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<JsonNode> Statements(Template template, string kind) =>
        template.Resources(kind).Values.SelectMany(policy => policy["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray()).Select(statement => statement!);

    private static IEnumerable<string> Members(JsonNode map) => map.AsObject().Select(each => each.Key.Replace(".$", "", StringComparison.Ordinal));
}
