namespace Scenarios.Coverage;

/// <summary>What no scenario can use, because only AWS's own machinery asks for it, and who that is. An entry that a scenario does use is one too many.</summary>
/// <param name="Roles">What the role's name must contain; empty for all roles.</param>
internal sealed record UnusablePermission(string Roles, string[] Actions, string Reason)
{
    public static readonly IReadOnlyList<UnusablePermission> All =
    [
        new("", ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], "Lambda and SageMaker write logs as the role; here logs are files."),
    ];

    public bool Covers(Permission permission) => permission.Role.Contains(Roles, StringComparison.Ordinal) && Actions.Contains(permission.Action, StringComparer.Ordinal);
}
