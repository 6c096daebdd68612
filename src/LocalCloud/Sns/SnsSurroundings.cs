using LocalCloud.Api;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Sns;

/// <summary>What SNS needs of the cloud around it; the other services bound late, since they are built from it.</summary>
public sealed record SnsSurroundings(TimeProvider Time, Func<IApi> Api)
{
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
