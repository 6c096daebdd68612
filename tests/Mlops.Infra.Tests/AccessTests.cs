using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>Every role may do what its user does, and no more than can be named.</summary>
public sealed class AccessTests(SynthFixture synth)
{
    private static IReadOnlyCollection<string> Forced => [.. WildcardTests.Forced.Keys];

    /// <summary>What pipelines share: contents by their hash.</summary>
    private static readonly string[] Shared = ["arn:aws:s3:::artifacts-bucket/objects/*", "arn:aws:s3:::artifacts-bucket/cache/*", "arn:aws:s3:::artifacts-bucket/steps/*"];

    private IEnumerable<Statement> All => synth.Pipeline.Resources("AWS::IAM::Role").Keys.SelectMany(synth.Pipeline.Statements);

    [Fact]
    public void Action_Always_IsNamedInFull()
        => Assert.All(All.SelectMany(statement => statement.Actions), action => Assert.DoesNotContain("*", action));

    [Fact]
    public void Resource_UnlessAwsForcesIt_IsNotEverything()
        => Assert.All(All.Where(statement => statement.Resources.Contains("*")), statement => Assert.Empty(statement.Actions.Except(Forced)));

    [Fact]
    public void Resource_WithAWildcard_IsConfinedToThePipeline()
        => Assert.All(
            All.Where(statement => !statement.Actions.All(Forced.Contains)).SelectMany(statement => statement.Resources)
                .Where(resource => resource.Contains('*', StringComparison.Ordinal)),
            resource => Assert.True(
                resource.Contains("ridership", StringComparison.Ordinal) || Shared.Contains(resource)
                    || resource.Contains(":log-group:/aws/sagemaker/", StringComparison.Ordinal),
                resource));

    [Fact]
    public void Cache_Always_IsOpenToItsTwoFunctionsAlone()
    {
        var roles = synth.Pipeline.Resources("AWS::IAM::Role").Keys.Where(role => synth.Pipeline.Statements(role).Any(statement => statement.Resources.Any(resource => Shared.Skip(1).Contains(resource))));

        Assert.Equal(["FunctionsCacheLookupRole", "FunctionsCacheStoreRole"], roles.Select(role => role[..^8]).Order());
    }

    [Fact]
    public void PassRole_Always_NamesRoleAndService()
        => Assert.All(All.Where(statement => statement.Actions.Contains("iam:PassRole")), statement =>
        {
            Assert.Equal("sagemaker.amazonaws.com", (string)statement.Condition!["StringEquals"]!["iam:PassedToService"]!);
            Assert.DoesNotContain("*", Assert.Single(statement.Resources));
        });

    [Fact]
    public void Role_Always_HasOneUser()
    {
        var roles = synth.Pipeline.Resources("AWS::Lambda::Function").Values.Select(each => (string)each["Properties"]!["Role"]!["Fn::GetAtt"]![0]!)
            .Concat(synth.Machines.Select(machine => machine.Role)).Concat([synth.Retrain.JobRole("Train"), synth.Monitor.JobRole("Analyze"), synth.Deploy.JobRole("CreateModel")]).ToList();

        Assert.Equal(roles.Distinct().Count(), roles.Count);
        Assert.Equal(roles.Count, synth.Pipeline.Resources("AWS::IAM::Role").Count);
    }

    [Fact]
    public void Role_Always_IsWithoutManagedPolicies()
        => Assert.All(synth.Pipeline.Resources("AWS::IAM::Role").Values, role => Assert.Null(role["Properties"]!["ManagedPolicyArns"]));

    [Fact]
    public void Machine_ForEveryTask_MayCallIt()
        => Assert.All(synth.Machines, machine => Assert.All(machine.Tasks, task =>
        {
            var statements = synth.Pipeline.Statements(machine.Role);
            foreach (var (action, resource) in Calls(task.Value))
            {
                Assert.True(statements.Any(statement => statement.Allows(action, resource)), $"{task.Key}: {action} on {resource}");
            }
        }));

    [Fact]
    public void Machine_BeyondItsTasks_MayNothing()
        => Assert.All(synth.Machines, machine =>
        {
            var calls = machine.Tasks.SelectMany(task => Calls(task.Value)).ToList();
            var statements = synth.Pipeline.Statements(machine.Role).Where(statement => !statement.Actions.All(LogDelivery.Contains)).ToList();

            Assert.Equal(calls.Select(call => call.Action).Distinct().Order(), statements.SelectMany(statement => statement.Actions).Distinct().Order());
            Assert.Equal(
                calls.Where(call => call.Action == "lambda:InvokeFunction").Select(call => call.Resource).Distinct().Order(),
                statements.Where(statement => statement.Actions.Contains("lambda:InvokeFunction")).SelectMany(statement => statement.Resources).Order());
            Assert.All(statements.SelectMany(statement => statement.Resources), resource => Assert.Contains(calls, call => statements.Any(
                statement => statement.Resources.Contains(resource) && (statement with { Resources = [resource] }).Allows(call.Action, call.Resource))));
        });

    [Fact]
    public void Monitor_Metrics_AreOfTheProductsNamespaceOnly()
        => Assert.Equal(
            "MLOps",
            (string)Assert.Single(synth.Pipeline.Statements(synth.Monitor.Role), statement => statement.Actions.Contains("cloudwatch:PutMetricData"))
                .Condition!["StringEquals"]!["cloudwatch:namespace"]!);

    [Theory]
    [InlineData("snapshot", "s3:ListBucketVersions")]
    [InlineData("drift-trigger", "s3:ListBucketVersions")]
    [InlineData("monitor-respond", "s3:ListBucketVersions")]
    public void Listing_OfWhatARunLearnsFrom_HasTheTruthOnlyWhenItIsLearnedFrom(string handler, string action)
    {
        Assert.Equal(["incoming/ridership/*", "truth/ridership/*"], Prefixes(synth.Pipeline));
        Assert.Equal(["incoming/undisturbed/*"], Prefixes(synth.Undisturbed));

        IEnumerable<string> Prefixes(Template template) => template.Statements(template.RoleOf(handler))
            .Where(statement => statement.Allows(action, "arn:aws:s3:::data-bucket"))
            .SelectMany(statement => Template.Many(statement.Condition!["StringLike"]!["s3:prefix"])).Select(prefix => (string)prefix!).Order();
    }

    [Fact]
    public void Snapshot_OfAPipelineThatDoesNotLearnFromTruth_MayNotReadIt()
    {
        Assert.True(MayRead(synth.Pipeline, "ridership"));
        Assert.False(MayRead(synth.Undisturbed, "undisturbed"));

        static bool MayRead(Template template, string pipeline) => template.Statements(template.RoleOf("snapshot"))
            .Any(statement => statement.Allows("s3:GetObjectVersion", $"arn:aws:s3:::data-bucket/truth/{pipeline}/2026-01.csv"));
    }

    [Theory]
    [InlineData("upload-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("upload-trigger", "states:DescribeExecution", "arn:aws:states:eu-west-1:123456789012:execution:mlops-ridership-retrain:upload-20260101T000000Z")]
    [InlineData("upload-trigger", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/run.json")]
    [InlineData("settle", "s3:ListBucket", "arn:aws:s3:::data-bucket")]
    [InlineData("admit", "states:ListExecutions", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("admit", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/leases/ridership/training.json")]
    [InlineData("snapshot", "s3:ListBucketVersions", "arn:aws:s3:::data-bucket")]
    [InlineData("snapshot", "s3:GetObjectVersion", "arn:aws:s3:::data-bucket/incoming/ridership/2001-01.csv")]
    [InlineData("snapshot", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/objects/00ff")]
    [InlineData("champion", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("admit-deployment", "sagemaker:DescribeEndpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/mlops-ridership")]
    [InlineData("smoke-test", "sagemaker:InvokeEndpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/mlops-ridership")]
    [InlineData("promote", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/run.json")]
    [InlineData("promote", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("release-deployment", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/leases/ridership/endpoint.json")]
    [InlineData("record", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/last-verdict.json")]
    [InlineData("close", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("close", "states:DescribeExecution", "arn:aws:states:eu-west-1:123456789012:execution:mlops-ridership-retrain:upload-20260101T000000Z")]
    [InlineData("close", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("close", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/leases/ridership/endpoint.json")]
    [InlineData("schedule-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("schedule-trigger", "states:DescribeExecution", "arn:aws:states:eu-west-1:123456789012:execution:mlops-ridership-retrain:schedule-20260101T000000Z")]
    [InlineData("schedule-trigger", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/run.json")]
    [InlineData("request-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("drift-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("drift-trigger", "states:DescribeExecution", "arn:aws:states:eu-west-1:123456789012:execution:mlops-ridership-retrain:schedule-20260101T000000Z")]
    [InlineData("drift-trigger", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/run.json")]
    [InlineData("drift-trigger", "s3:ListBucketVersions", "arn:aws:s3:::data-bucket")]
    [InlineData("drift-trigger", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/last-verdict.json")]
    [InlineData("monitor-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-monitor")]
    [InlineData("monitor-plan", "s3:ListBucket", "arn:aws:s3:::artifacts-bucket")]
    [InlineData("monitor-plan", "s3:ListBucket", "arn:aws:s3:::data-bucket")]
    [InlineData("monitor-plan", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("monitor-plan", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/prepare/baseline.json")]
    [InlineData("monitor-plan", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/monitor/ridership/2601010000-1a2b3c4/plan.json")]
    [InlineData("monitor-respond", "s3:ListBucketVersions", "arn:aws:s3:::data-bucket")]
    [InlineData("monitor-respond", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/last-verdict.json")]
    [InlineData("monitor-respond", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/monitor/ridership/drift.json")]
    [InlineData("ask-approval", "states:SendTaskSuccess", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("ask-approval", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/approvals/ridership/2601010000-0123456.json")]
    [InlineData("ask-approval", "events:PutEvents", "arn:aws:events:eu-west-1:123456789012:event-bus/mlops")]
    [InlineData("decide-approval", "sagemaker:DescribeModelPackage", "arn:aws:sagemaker:eu-west-1:123456789012:model-package/mlops-ridership/1")]
    [InlineData("decide-approval", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("approval-answer", "states:SendTaskSuccess", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    public void Function_ForItsWork_MayCallAws(string handler, string action, string resource)
        => Assert.Contains(synth.Pipeline.Statements(synth.Pipeline.RoleOf(handler)), statement => statement.Allows(action, resource));

    [Theory]
    [InlineData("gate", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("upload-trigger", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/x/run.json")]
    [InlineData("settle", "s3:ListBucketVersions", "arn:aws:s3:::data-bucket")]
    [InlineData("release-deployment", "s3:DeleteObject", "arn:aws:s3:::artifacts-bucket/leases/ridership/endpoint.json")]
    [InlineData("settle", "s3:GetObject", "arn:aws:s3:::data-bucket/incoming/ridership/2001-01.csv")]
    [InlineData("snapshot", "s3:GetObjectVersion", "arn:aws:s3:::data-bucket/incoming/other/2001-01.csv")]
    [InlineData("snapshot", "s3:DeleteObject", "arn:aws:s3:::artifacts-bucket/objects/00ff")]
    [InlineData("record", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership2/x/run.json")]
    [InlineData("smoke-test", "sagemaker:InvokeEndpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/mlops-ridership2")]
    [InlineData("schedule-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-monitor")]
    [InlineData("monitor-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("request-trigger", "states:StopExecution", "arn:aws:states:eu-west-1:123456789012:execution:mlops-ridership-retrain:schedule-20260101T000000Z")]
    [InlineData("schedule-trigger", "s3:ListBucketVersions", "arn:aws:s3:::data-bucket")]
    [InlineData("drift-trigger", "s3:GetObjectVersion", "arn:aws:s3:::data-bucket/incoming/ridership/2001-01.csv")]
    [InlineData("drift-trigger", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/monitor/ridership/drift.json")]
    [InlineData("monitor-trigger", "s3:ListBucket", "arn:aws:s3:::artifacts-bucket")]
    [InlineData("monitor-plan", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/capture/mlops-ridership/AllTraffic/2026/01/01/00/x.jsonl")]
    [InlineData("monitor-plan", "s3:GetObject", "arn:aws:s3:::data-bucket/truth/ridership/2026-01.csv")]
    [InlineData("monitor-plan", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/monitor/ridership/2601010000-1a2b3c4/plan.json")]
    [InlineData("monitor-plan", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/run.json")]
    [InlineData("monitor-plan", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("monitor-respond", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/last-verdict.json")]
    [InlineData("monitor-respond", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("ask-approval", "sagemaker:UpdateModelPackage", "arn:aws:sagemaker:eu-west-1:123456789012:model-package/mlops-ridership/1")]
    [InlineData("approval-answer", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/run.json")]
    [InlineData("decide-approval", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-deploy")]
    public void Function_BeyondItsWork_MayNot(string handler, string action, string resource)
        => Assert.DoesNotContain(synth.Pipeline.Statements(synth.Pipeline.RoleOf(handler)), statement => statement.Allows(action, resource));

    [Theory]
    [InlineData("decide-approval", "StringEqualsIfExists", "Rejected")]
    [InlineData("approval-answer", "StringEqualsIfExists", "Rejected")]
    [InlineData("promote", "Null", "true")]
    public void Function_OfTheProduct_MayNotApprove(string handler, string test, string value)
        => Assert.All(
            synth.Pipeline.Statements(synth.Pipeline.RoleOf(handler)).Where(statement => statement.Actions.Contains("sagemaker:UpdateModelPackage")),
            statement => Assert.Equal(value, (string)statement.Condition![test]!["sagemaker:ModelApprovalStatus"]!));

    [Theory]
    [InlineData("sagemaker:CreateTrainingJob", "training-job/ridership-west-2601010000-0123456-train-0-0")]
    [InlineData("sagemaker:CreateModel", "model/mlops-ridership-west-2601010000-0123456")]
    public void Machine_OfAPipelineWhoseNameAnotherExtends_MayNotTouchTheOther(string action, string resource)
        => Assert.DoesNotContain(All, statement => statement.Allows(action, $"arn:aws:sagemaker:eu-west-1:123456789012:{resource}"));

    private static IEnumerable<string> LogDelivery => Forced.Where(action => action.StartsWith("logs:", StringComparison.Ordinal));

    /// <summary>The permissions that Step Functions needs for a Task, as its documentation lists them.</summary>
    private static IEnumerable<(string Action, string Resource)> Calls(JsonObject task)
    {
        const string cloud = "eu-west-1:123456789012";
        const string serving = "mlops-ridership-2601010000-0123456";
        var resource = (string)task["Resource"]!;
        var role = (string?)(task["Parameters"]!["RoleArn"] ?? task["Parameters"]!["ExecutionRoleArn"]);
        (string, string)[] calls = resource.Split(":::")[^1] switch
        {
            "sagemaker:createProcessingJob.sync" => Job("ProcessingJob", "processing-job"),
            "sagemaker:createTrainingJob.sync" => Job("TrainingJob", "training-job"),
            "aws-sdk:s3:getObject" => [("s3:GetObject", $"arn:aws:s3:::artifacts-bucket/{Format(task["Parameters"]!["Key.$"]!)}")],
            "aws-sdk:cloudwatch:putMetricData" => [("cloudwatch:PutMetricData", "*")],
            "events:putEvents" => [("events:PutEvents", $"arn:aws:events:{cloud}:event-bus/mlops")],
            "aws-sdk:sagemaker:createModelPackage" => [("sagemaker:CreateModelPackage", $"arn:aws:sagemaker:{cloud}:model-package/mlops-ridership/1"), ("sagemaker:CreateModelPackage", $"arn:aws:sagemaker:{cloud}:model-package-group/mlops-ridership")],
            "aws-sdk:sagemaker:createModel" => [("sagemaker:CreateModel", $"arn:aws:sagemaker:{cloud}:model/{serving}"), ("sagemaker:AddTags", $"arn:aws:sagemaker:{cloud}:model/{serving}")],
            "aws-sdk:sagemaker:createEndpointConfig" => [("sagemaker:CreateEndpointConfig", $"arn:aws:sagemaker:{cloud}:endpoint-config/{serving}"), ("sagemaker:AddTags", $"arn:aws:sagemaker:{cloud}:endpoint-config/{serving}")],
            "aws-sdk:sagemaker:createEndpoint" => [("sagemaker:CreateEndpoint", Endpoint()), ("sagemaker:CreateEndpoint", $"arn:aws:sagemaker:{cloud}:endpoint-config/{serving}"), ("sagemaker:AddTags", Endpoint())],
            "aws-sdk:sagemaker:updateEndpoint" => [("sagemaker:UpdateEndpoint", Endpoint()), ("sagemaker:UpdateEndpoint", $"arn:aws:sagemaker:{cloud}:endpoint-config/{serving}")],
            "aws-sdk:sagemaker:describeEndpoint" => [("sagemaker:DescribeEndpoint", Endpoint())],
            "aws-sdk:sagemaker:deleteEndpoint" => [("sagemaker:DeleteEndpoint", Endpoint())],
            "states:startExecution.sync:2" =>
            [
                ("states:StartExecution", $"arn:aws:states:{cloud}:stateMachine:mlops-ridership-deploy"),
                ("states:DescribeExecution", $"arn:aws:states:{cloud}:execution:mlops-ridership-deploy:x"),
                ("states:StopExecution", $"arn:aws:states:{cloud}:execution:mlops-ridership-deploy:x"),
                .. Managed("StepFunctionsGetEventsForStepFunctionsExecutionRule"),
            ],
            "lambda:invoke.waitForTaskToken" => [("lambda:InvokeFunction", (string)task["Parameters"]!["FunctionName"]!)],
            _ => [("lambda:InvokeFunction", resource)],
        };
        return role is null ? calls : calls.Append(("iam:PassRole", role));

        // The text of States.Format, with a run for what it is filled with.
        static string Format(JsonNode intrinsic) => ((string)intrinsic!).Split('\'')[1].Replace("{}", "2601010000-0123456", StringComparison.Ordinal);

        static string Endpoint() => $"arn:aws:sagemaker:{cloud}:endpoint/mlops-ridership";

        static (string, string)[] Job(string job, string kind)
        {
            var arn = $"arn:aws:sagemaker:{cloud}:{kind}/ridership-2601010000-0123456-x-0";
            return [($"sagemaker:Create{job}", arn), ($"sagemaker:Describe{job}", arn), ($"sagemaker:Stop{job}", arn), ("sagemaker:AddTags", arn), ("sagemaker:ListTags", arn),
                .. Managed($"StepFunctionsGetEventsForSageMaker{job}sRule")];
        }

        static IEnumerable<(string, string)> Managed(string rule)
            => new[] { "events:PutRule", "events:PutTargets", "events:DescribeRule" }.Select(action => (action, $"arn:aws:events:{cloud}:rule/{rule}"));
    }
}
