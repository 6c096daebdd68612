using System.Threading.Channels;
using LocalCloud.Api;

namespace LocalCloud.Tests.Processes;

internal sealed class FakeEvents : IEventPublisher
{
    private readonly List<ServiceEvent> _all = [];

    public IReadOnlyList<ServiceEvent> All
    {
        get
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }

    public Channel<ServiceEvent> Stream { get; } = Channel.CreateUnbounded<ServiceEvent>();

    public Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken)
    {
        lock (_all)
        {
            _all.Add(serviceEvent);
        }

        Stream.Writer.TryWrite(serviceEvent);
        return Task.CompletedTask;
    }

    /// <summary>Reads events until one fits; ten seconds at most.</summary>
    public async Task<ServiceEvent> UntilAsync(Func<ServiceEvent, bool> fits)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await foreach (var found in Stream.Reader.ReadAllAsync(limit.Token))
        {
            if (fits(found))
            {
                return found;
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}
