using System.Text.Json.Nodes;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>
/// Moves endpoints from state to state in the background, one move at a time per endpoint. An update is blue/green: the new
/// fleet is started and healthy beside the old one before it gets any traffic, and one that never gets healthy leaves the
/// endpoint as it was.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>status at start</term><description>what happens</description></listheader>
/// <item><term>Creating</term><description>start target; InService, or Failed with the reason</description></item>
/// <item><term>Updating</term><description>start target, switch, bake, stop the old fleet later; or InService with the old configuration and the reason</description></item>
/// <item><term>Deleting</term><description>stop, forget</description></item>
/// <item><term>InService (after a restart)</term><description>start what served; requests wait for it</description></item>
/// </list>
/// </remarks>
internal sealed class EndpointDeployments(SageMakerContext context, EndpointStore store, FleetStarter starter, EndpointTraffic traffic) : IAsyncDisposable
{
    private readonly Supervisor _supervisor = new();

    public void Create(string name) => _supervisor.Start(name, control => CreateAsync(name, control));

    public void Update(string name) => _supervisor.Start(name, control => UpdateAsync(name, control));

    public void Delete(string name) => _supervisor.Start(name, _ => DeleteAsync(name));

    /// <summary>Takes up every endpoint where the last stop left it.</summary>
    public void Resume()
    {
        foreach (var endpoint in store.All())
        {
            var name = endpoint.Text("EndpointName");
            var status = endpoint.Text("EndpointStatus");
            if (status is "InService" or "Updating" or "RollingBack")
            {
                traffic.Expect(name);
                _supervisor.Start(name, control => RestoreAsync(name, control));
            }

            Action<string>? next = status switch
            {
                "Creating" => Create,
                "Updating" or "RollingBack" => Update,
                "Deleting" => Delete,
                _ => null,
            };
            next?.Invoke(name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _supervisor.DisposeAsync();
        await traffic.DisposeAsync();
    }

    private async Task CreateAsync(string name, RunControl control)
    {
        var target = store.PlansOf(name).Target!;
        try
        {
            traffic.SwitchTo(name, await starter.StartAsync(name, target, control.Shutdown));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await FailAsync(name, exception);
            return;
        }

        await SettleAsync(name, target, null);
    }

    private async Task RestoreAsync(string name, RunControl control)
    {
        try
        {
            traffic.SwitchTo(name, await starter.StartAsync(name, store.PlansOf(name).Serving!, control.Shutdown));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            traffic.Close(name);
            await FailAsync(name, exception);
        }
    }

    private async Task UpdateAsync(string name, RunControl control)
    {
        var (serving, target) = store.PlansOf(name);
        if (target is null || store.Get(name).Text("EndpointStatus") == "Failed")
        {
            return;
        }

        var policy = store.Get(name).Child("LastDeploymentConfig")?.Child("BlueGreenUpdatePolicy");
        Fleet? old;
        try
        {
            old = await ShiftAsync(name, target, policy, control);
        }
        catch (Exception exception) when (!control.Shutdown.IsCancellationRequested)
        {
            await RollBackAsync(name, serving!, exception);
            return;
        }

        await SettleAsync(name, target, null);
        if (old is not null)
        {
            var wait = Seconds(policy, "TerminationWaitInSeconds");
            _supervisor.Start($"{name}/{old.GetHashCode()}", stopping => TerminateAsync(old, wait, stopping));
        }
    }

    /// <summary>Starts the new fleet, gives it the traffic and watches it for the baking time; the old fleet keeps running.</summary>
    private async Task<Fleet?> ShiftAsync(string name, FleetPlan target, JsonObject? policy, RunControl control)
    {
        var limit = Seconds(policy, "MaximumExecutionTimeoutInSeconds");
        using var timeout = new CancellationTokenSource(limit == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : limit, context.Compute.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, control.Shutdown);
        try
        {
            var fleet = await starter.StartAsync(name, target, either.Token);
            var old = traffic.SwitchTo(name, fleet);
            await BakeAsync(name, old, policy, either.Token);
            return old;
        }
        catch (OperationCanceledException) when (!control.Shutdown.IsCancellationRequested)
        {
            throw new FleetFailureException($"The deployment took longer than MaximumExecutionTimeoutInSeconds ({limit.TotalSeconds:0}).");
        }
    }

    private async Task BakeAsync(string name, Fleet? old, JsonObject? policy, CancellationToken cancellationToken)
    {
        var wait = Seconds(policy?.Child("TrafficRoutingConfiguration"), "WaitIntervalInSeconds");
        try
        {
            await Task.Delay(wait, context.Compute.Time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whatever ends the baking early, the old fleet has the traffic again and the new one is not left behind.
            var failed = old is null ? traffic.Close(name) : traffic.SwitchTo(name, old);
            if (failed is not null)
            {
                await failed.DisposeAsync();
            }

            throw;
        }
    }

    private async Task TerminateAsync(Fleet old, TimeSpan wait, RunControl control)
    {
        try
        {
            await Task.Delay(wait, context.Compute.Time, control.Shutdown);
        }
        finally
        {
            await old.DisposeAsync();
        }
    }

    private async Task DeleteAsync(string name)
    {
        if (traffic.Close(name) is { } fleet)
        {
            await fleet.DisposeAsync();
        }

        store.Delete(name);
    }

    private Task<JsonObject> SettleAsync(string name, FleetPlan serving, string? reason) => store.UpdateAsync(name, endpoint =>
    {
        endpoint["EndpointStatus"] = "InService";
        endpoint["EndpointConfigName"] = serving.ConfigName;
        endpoint["ProductionVariants"] = store.Variants(serving);
        endpoint.Remove("PendingDeploymentSummary");
        if (reason is not null)
        {
            endpoint["FailureReason"] = Cut(reason);
        }
    }, serving, null, CancellationToken.None);

    private async Task RollBackAsync(string name, FleetPlan serving, Exception exception)
    {
        await store.UpdateAsync(name, endpoint => endpoint["EndpointStatus"] = "RollingBack", serving, null, CancellationToken.None);
        await SettleAsync(name, serving, Reason(exception));
    }

    private Task<JsonObject> FailAsync(string name, Exception exception)
    {
        var (serving, target) = store.PlansOf(name);
        return store.UpdateAsync(name, endpoint =>
        {
            endpoint["EndpointStatus"] = "Failed";
            endpoint["FailureReason"] = Cut(Reason(exception));
        }, serving, target, CancellationToken.None);
    }

    private static string Reason(Exception exception) =>
        exception is FleetFailureException or Api.AwsException ? exception.Message : $"InternalServerError: {exception.Message}";

    private static string Cut(string reason) => reason[..Math.Min(reason.Length, 1024)];

    private static TimeSpan Seconds(JsonObject? node, string name) => TimeSpan.FromSeconds(node?.NumberOrNull(name) ?? 0);
}
