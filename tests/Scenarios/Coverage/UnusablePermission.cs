namespace Scenarios.Coverage;

/// <summary>What no scenario can use, because only AWS's own machinery asks for it, and who that is. An action that one of the named roles does use is one too many.</summary>
/// <param name="Roles">What the role's name must contain; empty for all roles.</param>
internal sealed record UnusablePermission(string Roles, string[] Actions, string Reason)
{
    public static readonly IReadOnlyList<UnusablePermission> All =
    [
        new("-Roles", ["logs:DescribeLogStreams"], "SageMaker's agent asks before it writes; here the cloud knows its streams."),
        new("-RolesMonitor", ["logs:CreateLogGroup"], "The group of processing jobs is all pipelines' own; here a run, without which there is no model to watch, has always made it."),
        new(
            "MachineRole",
            [
                "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
                "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
            ],
            "Step Functions sees to its log delivery as the role; here the making of one is all that there is to it."),
        new("MachineRole", ["sagemaker:ListTags"], "Step Functions looks for its tag on jobs that it waits for; here it knows them."),
        new("-Roles", ["cloudwatch:PutMetricData"], "SageMaker reports the use of its instances as the role; here containers are processes."),
        new("-Roles", ["ecr:BatchCheckLayerAvailability"], "A pull asks for it layer by layer; here images are folders."),
    ];

    public bool Covers(Permission permission) => permission.Role.Contains(Roles, StringComparison.Ordinal) && Actions.Contains(permission.Action, StringComparer.Ordinal);
}
