using Mlops.Cli.Access;

namespace Scenarios.Coverage;

/// <summary>An action that a role of the templates may take. The role's name is without the suffix that differs by account.</summary>
internal sealed record Permission(string Role, string Action)
{
    public static Permission Of(GrantedAction granted) => new(granted.Role[..granted.Role.LastIndexOf('-')], granted.Action);

    public override string ToString() => $"{Role}: {Action}";
}
