namespace Scenarios.Coverage;

/// <summary>What no scenario can use, because only AWS's own machinery asks for it, and who that is. An action that one of the named roles does use is one too many.</summary>
/// <param name="Roles">What the role's name must contain; empty for all roles.</param>
internal sealed record UnusablePermission(string Roles, string[] Actions, string Reason)
{
    public static readonly IReadOnlyList<UnusablePermission> All =
    [
        new("-Roles", ["logs:DescribeLogStreams"], "SageMaker's agent asks before it writes; here the cloud knows its streams."),
        new("-Roles", ["logs:CreateLogGroup"], "The jobs of all pipelines share their groups: whichever is a cloud's first makes them.") { IsOnce = true },
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

    /// <summary>What one does, the others find done: they are excused when one of them did it, and only as long as not all do.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether nobody need use it, when these are who was granted what, and these the uses.</summary>
    public bool Excuses(Permission permission, IReadOnlyList<Permission> granted, IReadOnlySet<Permission> used) =>
        Covers(permission) && (!IsOnce || granted.Any(other => other.Action == permission.Action && Covers(other) && used.Contains(other)));

    /// <summary>What the entry says without need: an action that no role has, or one that was used.</summary>
    public IEnumerable<string> Excess(IReadOnlyList<Permission> granted, IReadOnlySet<Permission> used)
    {
        foreach (var action in Actions)
        {
            var covered = granted.Where(permission => permission.Action == action && Covers(permission)).Distinct().ToList();
            if (covered.Count == 0)
            {
                yield return $"{action} is not granted";
            }
            else if (IsOnce ? covered.TrueForAll(used.Contains) : covered.Exists(used.Contains))
            {
                yield return $"used: {string.Join(", ", covered.Where(used.Contains))}";
            }
        }
    }

    private bool Covers(Permission permission) => permission.Role.Contains(Roles, StringComparison.Ordinal) && Actions.Contains(permission.Action, StringComparer.Ordinal);
}
