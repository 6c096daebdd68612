namespace Scenarios.Support;

/// <summary>A cloud where three years of data were uploaded in one burst.</summary>
public sealed class DeployedCloud : IAsyncLifetime
{
    private Cloud? _cloud;
    private IReadOnlyList<EndedRun> _burst = [];

    internal PipelineDriver Driver { get; private set; } = null!;

    /// <summary>What the burst started.</summary>
    internal IReadOnlyList<EndedRun> Burst
    {
        get
        {
            Checkout.Require();
            return _burst;
        }
    }

    internal EndedRun First => Burst.First(run => run.Record?.Steps.Count > 0);

    internal string State => Cloud.State;

    internal Cloud Cloud
    {
        get
        {
            Checkout.Require();
            return _cloud!;
        }
    }

    internal PipelineDriver RequireDriver()
    {
        Checkout.Require();
        return Driver;
    }

    public async ValueTask InitializeAsync()
    {
        if (!Checkout.IsBuilt)
        {
            return;
        }

        _cloud = await Cloud.StartAsync();
        Driver = new PipelineDriver(_cloud);
        _burst = await Driver.UploadAllAsync(Ridership.Months(2001, 2003));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cloud is not null)
        {
            await _cloud.DisposeAsync();
        }
    }
}
