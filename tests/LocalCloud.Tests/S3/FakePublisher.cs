using System.Collections.Concurrent;
using LocalCloud.Api;

namespace LocalCloud.Tests.S3;

/// <summary>Remembers what services publish.</summary>
internal sealed class FakePublisher : IEventPublisher
{
    public ConcurrentQueue<ServiceEvent> Published { get; } = new();

    public Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken)
    {
        Published.Enqueue(serviceEvent);
        return Task.CompletedTask;
    }
}
