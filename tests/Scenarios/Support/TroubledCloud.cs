using LocalCloud.Faults;

namespace Scenarios.Support;

/// <summary>A cloud with a champion, shared by scenarios that each let a call of its machines go wrong and leave it as they found it.</summary>
public sealed class TroubledCloud : IAsyncLifetime
{
    private Cloud? _cloud;

    internal Cloud Cloud => _cloud ?? throw new InvalidOperationException("Nothing is deployed.");

    internal PipelineDriver Driver { get; private set; } = null!;

    internal FaultPlan Faults => Cloud.App.Host.Faults;

    internal void Require()
    {
        Checkout.Require();
        Faults.Clear();
    }

    public async ValueTask InitializeAsync()
    {
        if (!Checkout.IsBuilt)
        {
            return;
        }

        // Few trees: what is tested here is everything but the model.
        _cloud = await Cloud.StartAsync(Edit.NoUploadTrigger, Edit.NoSchedule, Edit.NoMonitor, Edit.Definition("\"num_iterations\":\"400\"", "\"num_iterations\":\"60\""));
        Driver = new PipelineDriver(_cloud);
        await Driver.PutAsync(Ridership.Months(2001, 2002));
        await Driver.EndedAsync(await Driver.StartAsync("manual-champion"));
        await Driver.PredictAsync(Ridership.Questions("2003-01"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cloud is not null)
        {
            await _cloud.DisposeAsync();
        }
    }
}
