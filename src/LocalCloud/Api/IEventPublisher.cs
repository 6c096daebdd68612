using System.Text.Json.Nodes;

namespace LocalCloud.Api;

/// <summary>
/// How a service's own events (S3 objects, SageMaker jobs, executions) reach the account's default bus. Returns when the
/// event and its deliveries are on disk, so that what was acknowledged to a caller is never forgotten.
/// </summary>
public interface IEventPublisher
{
    Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken);
}

/// <summary>The part of an EventBridge event that its source decides; the bus adds id, account, region and version.</summary>
public sealed record ServiceEvent(string Source, string DetailType, IReadOnlyList<string> Resources, JsonObject Detail);
