using System.Threading.Channels;

namespace LocalCloud.Api;

/// <summary>
/// Passes services' events on to the bus and tells who watches one of their resources, whose new state is stored by then. A
/// watch that hears nothing proves nothing: resources of other accounts have their events elsewhere.
/// </summary>
internal sealed class EventSignals(Func<IEventPublisher> bus) : IEventPublisher
{
    private readonly List<Watch> _watches = [];
    private readonly Lock _gate = new();

    public Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _watches.Where(watch => serviceEvent.Resources.Contains(watch.Resource)).ToList().ForEach(watch => watch.Tell());
        }

        return bus().PublishAsync(serviceEvent, cancellationToken);
    }

    /// <summary>Watches a resource, by its ARN, until it is disposed.</summary>
    public Watch Of(string resource)
    {
        var watch = new Watch(this, resource);
        lock (_gate)
        {
            _watches.Add(watch);
        }

        return watch;
    }

    internal sealed class Watch(EventSignals signals, string resource) : IDisposable
    {
        private readonly Channel<bool> _told = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public string Resource => resource;

        /// <summary>Returns when there was an event since the last return.</summary>
        public Task NextAsync(CancellationToken cancellationToken) => _told.Reader.ReadAsync(cancellationToken).AsTask();

        public void Tell() => _told.Writer.TryWrite(true);

        public void Dispose()
        {
            lock (signals._gate)
            {
                signals._watches.Remove(this);
            }
        }
    }
}
