using LocalCloud.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.EventBridge;

/// <summary>What EventBridge needs of the cloud around it; the other services bound late, since they are built from it.</summary>
public sealed record EventBridgeSurroundings(TimeProvider Time, IAuthorizer Authorizer, Func<IApi> Api)
{
    public IFaults? Faults { get; init; }

    /// <summary>EventBridge of another account; null where there is no such account.</summary>
    public Func<string, EventBridgeEngine?> Others { get; init; } = _ => null;

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
