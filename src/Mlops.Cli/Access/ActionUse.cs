namespace Mlops.Cli.Access;

/// <summary>Whether an action that a role was granted has ever been used by it.</summary>
public enum ActionUse
{
    /// <summary>The service keeps no track of this action, and the role has used the service for something.</summary>
    Untracked,

    Never,

    Used,
}
