namespace Scenarios.Coverage;

/// <summary>What no scenario can use, because only AWS's own machinery asks for it, and who that is. An entry that a scenario does use is one too many.</summary>
/// <param name="Roles">What the role's name must contain; empty for all roles.</param>
internal sealed record UnusablePermission(string Roles, string[] Actions, string Reason)
{
    public static readonly IReadOnlyList<UnusablePermission> All =
    [
        new("", ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], "Lambda and SageMaker write logs as the role; here logs are files."),
        new(
            "MachineRole",
            [
                "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries",
                "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
            ],
            "Step Functions sets up its log as the role when the machine is made; here the history is the log."),
        new("MachineRole", ["sagemaker:ListTags"], "Step Functions looks for its tag on jobs that it waits for; here it knows them."),
        new("-Roles", ["cloudwatch:PutMetricData"], "SageMaker reports the use of its instances as the role; here containers are processes."),
        new("-Roles", ["ecr:BatchCheckLayerAvailability"], "A pull asks for it layer by layer; here images are folders."),
    ];

    public bool Covers(Permission permission) => permission.Role.Contains(Roles, StringComparison.Ordinal) && Actions.Contains(permission.Action, StringComparer.Ordinal);
}
