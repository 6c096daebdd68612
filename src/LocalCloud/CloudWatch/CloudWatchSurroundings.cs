using LocalCloud.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.CloudWatch;

/// <summary>What CloudWatch needs of the cloud around it; the other services bound late, since they are built from it.</summary>
public sealed record CloudWatchSurroundings(TimeProvider Time, Func<IApi> Api, Func<IEventPublisher> Events)
{
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
