namespace Scenarios.Coverage;

public sealed class UnusablePermissionTests
{
    private static readonly Permission A = new("x-RoleA", "do"), B = new("x-RoleB", "do");
    private static readonly IReadOnlyList<Permission> Granted = [A, B];

    [Fact]
    public void Entry_WhoseActionNobodyUsed_ExcusesAll()
    {
        var entry = new UnusablePermission("-Role", ["do"], "why");

        Assert.All(Granted, permission => Assert.True(entry.Excuses(permission, Granted, new HashSet<Permission>())));
        Assert.Empty(entry.Excess(Granted, new HashSet<Permission>()));
    }

    [Fact]
    public void Entry_WhoseActionOneUsed_IsOneTooMany() =>
        Assert.Equal(["used: x-RoleA: do"], new UnusablePermission("-Role", ["do"], "why").Excess(Granted, new HashSet<Permission> { A }));

    [Fact]
    public void Entry_WhoseActionNobodyHas_IsOneTooMany() =>
        Assert.Equal(["other is not granted"], new UnusablePermission("-Role", ["other"], "why").Excess(Granted, new HashSet<Permission>()));

    [Fact]
    public void Entry_OfWhatIsDoneOnce_ExcusesTheOthersOfWhoDidIt()
    {
        var entry = new UnusablePermission("-Role", ["do"], "why") { IsOnce = true };

        Assert.True(entry.Excuses(B, Granted, new HashSet<Permission> { A }));
        Assert.False(entry.Excuses(B, Granted, new HashSet<Permission>()));
        Assert.Empty(entry.Excess(Granted, new HashSet<Permission> { A }));
        Assert.NotEmpty(entry.Excess(Granted, new HashSet<Permission> { A, B }));
    }
}
