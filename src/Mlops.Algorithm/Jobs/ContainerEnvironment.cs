using System.Net;

namespace Mlops.Algorithm.Jobs;

/// <summary>What the platform tells a container through its environment.</summary>
internal sealed record ContainerEnvironment
{
    public required MlPaths Paths { get; init; }

    /// <summary>Where <c>serve</c> listens.</summary>
    public required IPAddress Address { get; init; }

    /// <summary><c>SAGEMAKER_BIND_TO_PORT</c> as it is; null means 8080.</summary>
    public string? Port { get; init; }
}
