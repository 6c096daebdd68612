using Mlops.Domain.Deployment;

namespace Mlops.Functions.AdmitDeployment;

/// <summary>Answer of <c>admit-deployment</c>; the wait is in seconds.</summary>
public sealed record AdmitDeploymentOutput
{
    public static AdmitDeploymentOutput Stale { get; } = new() { Status = "stale" };

    public required string Status { get; init; }

    public int Wait { get; init; }

    /// <summary>Null unless admitted.</summary>
    public DeployAction? Action { get; init; }

    /// <summary>The configuration to go back to: the champion's, else the one that serves now; null when nothing serves.</summary>
    public string? PreviousConfig { get; init; }

    public static AdmitDeploymentOutput Busy(int wait) => new() { Status = "busy", Wait = wait };

    public static AdmitDeploymentOutput Admitted(DeployAction action, string? config) =>
        new() { Status = "admitted", Action = action, PreviousConfig = action is DeployAction.Update ? config : null };
}
