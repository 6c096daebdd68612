using Clients.Support;

namespace Clients;

/// <summary>Everything that each client does, by the names of the matrix.</summary>
internal static class Steps
{
    public static IReadOnlyDictionary<string, Func<StepContext, Task>> All { get; } =
        new[] { S3Steps.All, RunSteps.All, MonitoringSteps.All, RefusalSteps.All }.SelectMany(steps => steps).ToDictionary(step => step.Name, step => step.Run);
}
