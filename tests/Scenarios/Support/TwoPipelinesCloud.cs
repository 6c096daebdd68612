namespace Scenarios.Support;

/// <summary>A cloud where both pipelines got their first data in the same moment.</summary>
public sealed class TwoPipelinesCloud : IAsyncLifetime
{
    private Cloud? _cloud;

    internal Cloud Cloud => _cloud ?? throw new InvalidOperationException("Nothing is deployed.");

    internal PipelineDriver Ridership { get; private set; } = null!;

    internal PipelineDriver Flights { get; private set; } = null!;

    /// <summary>The runs that did the work.</summary>
    internal EndedRun RidershipRun { get; private set; } = null!;

    internal EndedRun FlightsRun { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (!Checkout.IsBuilt)
        {
            return;
        }

        _cloud = await Cloud.StartAsync(Edit.NoSchedule);
        (Ridership, Flights) = (new PipelineDriver(_cloud), new PipelineDriver(_cloud, Support.Flights.Pipeline));
        var (rides, flights) = (Ridership.UploadAsync(Support.Ridership.Months(2001, 2003)), Flights.UploadAsync(Support.Flights.Months(1, 2)));
        (RidershipRun, FlightsRun) = (await rides, await flights);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cloud is not null)
        {
            await _cloud.DisposeAsync();
        }
    }
}
