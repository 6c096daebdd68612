using System.Text.Json.Nodes;

namespace Mlops.Infra.Tests;

/// <summary>Every role may do what its user does, and no more than can be named.</summary>
public sealed class AccessTests(SynthFixture synth)
{
    /// <summary>Actions that AWS offers on no narrower resource than <c>*</c>.</summary>
    private static readonly string[] Forced =
    [
        "ecr:GetAuthorizationToken", "cloudwatch:PutMetricData",
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
        "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ];

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
                resource.Contains("ridership", StringComparison.Ordinal) || resource == "arn:aws:s3:::artifacts-bucket/objects/*"
                    || resource.Contains(":log-group:/aws/sagemaker/", StringComparison.Ordinal),
                resource));

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
            .Concat([synth.Retrain.Role, synth.Deploy.Role]).ToList();

        Assert.Equal(roles.Distinct().Count(), roles.Count);
        Assert.Equal(roles.Count + 2, synth.Pipeline.Resources("AWS::IAM::Role").Count);
    }

    [Fact]
    public void Role_Always_IsWithoutManagedPolicies()
        => Assert.All(synth.Pipeline.Resources("AWS::IAM::Role").Values, role => Assert.Null(role["Properties"]!["ManagedPolicyArns"]));

    [Fact]
    public void Machine_ForEveryTask_MayCallIt()
        => Assert.All(new[] { synth.Retrain, synth.Deploy }, machine => Assert.All(machine.Tasks, task =>
        {
            var statements = synth.Pipeline.Statements(machine.Role);
            foreach (var (action, resource) in Calls(task.Value))
            {
                Assert.True(statements.Any(statement => statement.Allows(action, resource)), $"{task.Key}: {action} on {resource}");
            }
        }));

    [Theory]
    [InlineData("upload-trigger", "states:StartExecution", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("upload-trigger", "states:DescribeExecution", "arn:aws:states:eu-west-1:123456789012:execution:mlops-ridership-retrain:upload-20260101T000000Z")]
    [InlineData("upload-trigger", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/run.json")]
    [InlineData("settle", "s3:ListBucket", "arn:aws:s3:::data-bucket")]
    [InlineData("admit", "states:ListExecutions", "arn:aws:states:eu-west-1:123456789012:stateMachine:mlops-ridership-retrain")]
    [InlineData("admit", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/leases/ridership.json")]
    [InlineData("snapshot", "s3:ListBucketVersions", "arn:aws:s3:::data-bucket")]
    [InlineData("snapshot", "s3:GetObjectVersion", "arn:aws:s3:::data-bucket/incoming/ridership/2001-01.csv")]
    [InlineData("snapshot", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/objects/00ff")]
    [InlineData("champion", "s3:GetObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("admit-deployment", "sagemaker:DescribeEndpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/mlops-ridership")]
    [InlineData("smoke-test", "sagemaker:InvokeEndpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/mlops-ridership")]
    [InlineData("promote", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("release-deployment", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/leases/ridership-endpoint.json")]
    [InlineData("record", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/last-verdict.json")]
    [InlineData("close", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/leases/ridership-endpoint.json")]
    public void Function_ForItsWork_MayCallAws(string handler, string action, string resource)
        => Assert.Contains(synth.Pipeline.Statements(RoleOf(handler)), statement => statement.Allows(action, resource));

    [Theory]
    [InlineData("gate", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/champions/ridership.json")]
    [InlineData("upload-trigger", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/x/run.json")]
    [InlineData("settle", "s3:ListBucketVersions", "arn:aws:s3:::data-bucket")]
    [InlineData("release-deployment", "s3:DeleteObject", "arn:aws:s3:::artifacts-bucket/leases/ridership-endpoint.json")]
    [InlineData("settle", "s3:GetObject", "arn:aws:s3:::data-bucket/incoming/ridership/2001-01.csv")]
    [InlineData("snapshot", "s3:GetObjectVersion", "arn:aws:s3:::data-bucket/incoming/other/2001-01.csv")]
    [InlineData("snapshot", "s3:DeleteObject", "arn:aws:s3:::artifacts-bucket/objects/00ff")]
    [InlineData("record", "s3:PutObject", "arn:aws:s3:::artifacts-bucket/runs/ridership2/x/run.json")]
    [InlineData("smoke-test", "sagemaker:InvokeEndpoint", "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/mlops-ridership2")]
    public void Function_BeyondItsWork_MayNot(string handler, string action, string resource)
        => Assert.DoesNotContain(synth.Pipeline.Statements(RoleOf(handler)), statement => statement.Allows(action, resource));

    private string RoleOf(string handler) => synth.Pipeline.Resources("AWS::Lambda::Function").Values
        .Where(each => (string)each["Properties"]!["Handler"]! == handler)
        .Select(each => (string)each["Properties"]!["Role"]!["Fn::GetAtt"]![0]!).Single();

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
            "aws-sdk:s3:getObject" => [("s3:GetObject", "arn:aws:s3:::artifacts-bucket/runs/ridership/2601010000-0123456/prepare/prepare.json")],
            "aws-sdk:sagemaker:createModelPackage" => [("sagemaker:CreateModelPackage", $"arn:aws:sagemaker:{cloud}:model-package/mlops-ridership/1")],
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
            _ => [("lambda:InvokeFunction", resource)],
        };
        return role is null ? calls : calls.Append(("iam:PassRole", role));

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
