using Constructs;
using Amazon.CDK.AWS.IAM;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>
/// The resource policies by which an environment lets the one that it promotes to read its models, and nothing else. They name the account, and
/// by <c>aws:PrincipalArn</c> the one role there that reads: AWS refuses a policy that names a role which does not exist yet.
/// </summary>
internal static class ModelSharing
{
    /// <summary>The model package group's policy. CloudFormation takes it as a document.</summary>
    public static Dictionary<string, object> PackageGroup(Construct scope, PipelineNames names, EnvironmentConfig target) => new()
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new object[]
        {
            new Dictionary<string, object>
            {
                ["Sid"] = "PromotedPackages",
                ["Effect"] = "Allow",
                ["Principal"] = new Dictionary<string, object> { ["AWS"] = $"arn:aws:iam::{target.Account}:root" },
                ["Action"] = "sagemaker:DescribeModelPackage",
                ["Resource"] = new PipelineArns(scope, names).ModelPackages,
                ["Condition"] = IsRole("ArnEquals", target.Account, names.PromotionRole),
            },
        },
    };

    /// <summary>A statement of the artifacts bucket's policy: a run's model, the baseline and the evaluation that belong to it.</summary>
    public static PolicyStatement Artifacts(string bucketArn, PipelineNames names, EnvironmentPlan plan) => Allow(
        $"PromotedFiles{Pascal(names.Pipeline)}",
        plan.Target!.Account,
        IsRole("ArnEquals", plan.Target.Account, names.PromotionRole),
        ["s3:GetObject"],
        [
            plan.IsServing ? $"{bucketArn}/promoted/{names.Pipeline}/*" : $"{bucketArn}/runs/{names.Pipeline}/*/train/*",
            $"{bucketArn}/runs/{names.Pipeline}/*/prepare/baseline.json",
            $"{bucketArn}/runs/{names.Pipeline}/*/evaluate/evaluation.json",
        ]);

    /// <summary>A statement of the image repository's policy, for every environment that serves. ECR's statements name no resource.</summary>
    public static PolicyStatement Images(EnvironmentConfig serving) => Allow(
        $"PullBy{Pascal(serving.Name)}",
        serving.Account,
        IsRole("ArnLike", serving.Account, "Mlops-*"),
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        null);

    private static PolicyStatement Allow(string sid, string account, Dictionary<string, object> roles, string[] actions, string[]? resources) => new(new PolicyStatementProps
    {
        Sid = sid,
        Principals = [new AccountPrincipal(account)],
        Actions = actions,
        Resources = resources,
        Conditions = roles,
    });

    private static Dictionary<string, object> IsRole(string test, string account, string name) => new()
    {
        [test] = new Dictionary<string, object> { ["aws:PrincipalArn"] = $"arn:aws:iam::{account}:role/{name}" },
    };

    private static string Pascal(string name) => string.Concat(name.Split('-').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
