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

    /// <summary>Whether a role, by its ARN, lets EventBridge act as it for a rule, by its ARN.</summary>
    public Func<string, string, bool> CanAssume { get; init; } = (_, _) => true;

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
