namespace LocalCloud.StepFunctions.Integrations;

/// <summary>
/// A service as tasks call it: its name in this cloud, the prefix of its error names, the name of the error for what its model
/// does not know, and what the cause calls it.
/// </summary>
internal sealed record CalledService(string Name, string ErrorPrefix, string GenericError, string CauseName)
{
    /// <summary>AWS SDK integrations word their causes as the newer SDK does.</summary>
    public bool IsSdk { get; init; }
}
