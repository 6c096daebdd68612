using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SQS;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Which events go to which account.</summary>
public sealed record BusRouteProps
{
    public required string Description { get; init; }

    public required EventPattern Pattern { get; init; }

    public required EnvironmentConfig To { get; init; }

    /// <summary>Keeps what could not be sent.</summary>
    public required IQueue Undelivered { get; init; }

    /// <summary>Null is the account's default bus.</summary>
    public IEventBus? Bus { get; init; }
}
