using Mlops.Domain.Drift;
using Mlops.Domain.Json;

namespace Scenarios.Support;

/// <summary>A cloud whose champion is asked what it never learned, where drift starts no run by itself.</summary>
public sealed class DriftingCloud : IAsyncLifetime
{
    private Cloud? _cloud;

    internal Cloud Cloud => _cloud ?? throw new InvalidOperationException("Nothing is deployed.");

    internal PipelineDriver Driver { get; private set; } = null!;

    /// <summary>No faults; and drift is known for days, with something new to learn from.</summary>
    internal async Task PersistAsync()
    {
        Checkout.Require();
        Cloud.App.Host.Faults.Clear();
        var longAgo = Cloud.App.Clock!.GetUtcNow().AddDays(-10);
        await Driver.WriteAsync(
            "monitor/ridership/drift.json",
            new DriftState
            {
                Champion = (await Driver.ChampionAsync())!.Run,
                Since = longAgo,
                RequestedAt = longAgo,
                Monitor = "0001010000-0000000",
                Response = DriftResponse.Request,
                Reason = "The test says so.",
            },
            DomainJson.Wire.DriftState);
    }

    public async ValueTask InitializeAsync()
    {
        if (!Checkout.IsBuilt)
        {
            return;
        }

        _cloud = await Cloud.StartAsync(Edit.NoUploadTrigger, Edit.NoSchedule, Edit.NoMonitor, Edit.NoDriftTrigger);
        Driver = new PipelineDriver(_cloud);
        await Driver.PutAsync(Ridership.Months(2001, 2002));
        await Driver.EndedAsync(await Driver.StartAsync("manual-champion"));
        for (var month = 1; month <= 12; month++)
        {
            await Driver.PredictAsync(Ridership.Questions($"2010-{month:00}"));
        }

        await Driver.PutTruthAsync("2010.csv", Ridership.Year(2010));
        await _cloud.PassAsync(TimeSpan.FromMinutes(2));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cloud is not null)
        {
            await _cloud.DisposeAsync();
        }
    }
}
