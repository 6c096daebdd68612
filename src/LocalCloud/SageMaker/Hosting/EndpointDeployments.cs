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
/// <item><term>RollingBack (after a restart)</term><description>InService with the old configuration</description></item>
/// <item><term>InService (after a restart)</term><description>start what served, trying until it is there; requests wait for it</description></item>
/// </list>
/// </remarks>
internal sealed class EndpointDeployments(SageMakerContext context, EndpointStore store, FleetStarter starter, EndpointTraffic traffic) : IAsyncDisposable
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);

    private readonly Supervisor _supervisor = new(context.Compute.Logger);

    public void Create(string name) => _supervisor.Start(name, control => CreateAsync(name, control));

    public void Update(string name) => Next(name, control => UpdateAsync(name, control));

    public void Delete(string name) => Next(name, control => DeleteAsync(name, control));

    /// <summary>A restore that goes on trying makes place for what was asked for.</summary>
    private void Next(string name, Func<RunControl, Task> move)
    {
        _supervisor.RequestStop(name);
        _supervisor.Start(name, move);
    }

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
                "Updating" => Update,
                "RollingBack" => Settle,
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

        await SettleAsync(name, target);
    }

    private async Task RestoreAsync(string name, RunControl control)
    {
        for (var pause = _firstPause; !await TryRestoreAsync(name, pause, control); pause = pause * 2 < _longestPause ? pause * 2 : _longestPause)
        {
            await Task.WhenAny(Task.Delay(pause, context.Compute.Supervision, control.Shutdown), control.StopRequested);
            control.Shutdown.ThrowIfCancellationRequested();
            if (control.StopRequested.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>One slow start of what served before says nothing about the endpoint: it stays InService.</summary>
    private async Task<bool> TryRestoreAsync(string name, TimeSpan pause, RunControl control)
    {
        var plan = store.PlansOf(name).Serving!;
        try
        {
            traffic.SwitchTo(name, await starter.StartAsync(name, plan, control.Shutdown));
            return true;
        }
        catch (Exception exception) when (!control.Shutdown.IsCancellationRequested)
        {
            context.LogOf(name, plan.Variants[0], "restart", $"The endpoint's containers could not be started again ({exception.Message}); next try in {pause.TotalSeconds:0} s.");
            return false;
        }
    }

    private void Settle(string name) => _supervisor.Start(name, _ => SettleAsync(name, store.PlansOf(name).Serving!));

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
            if (!traffic.HasFleet(name))
            {
                // After a restart that could not bring the old fleet back, nothing but this does.
                traffic.Expect(name);
                _supervisor.Start(name, next => RestoreAsync(name, next));
            }

            return;
        }

        await SettleAsync(name, target);
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
                await failed.StopAsync(cancellationToken);
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
            await old.StopAsync(control.Shutdown);
        }
    }

    private async Task DeleteAsync(string name, RunControl control)
    {
        if (traffic.Close(name) is { } fleet)
        {
            await fleet.StopAsync(control.Shutdown);
        }

        store.Delete(name);
    }

    private Task<JsonObject> SettleAsync(string name, FleetPlan serving) => store.UpdateAsync(name, endpoint =>
    {
        endpoint["EndpointStatus"] = "InService";
        endpoint["EndpointConfigName"] = serving.ConfigName;
        endpoint["ProductionVariants"] = store.Variants(serving);
        endpoint.Remove("PendingDeploymentSummary");
        endpoint.Remove("DataCaptureConfig");
        if (serving.Capture is { } capture)
        {
            endpoint["DataCaptureConfig"] = capture.Summary();
        }
    }, serving, null, CancellationToken.None);

    private async Task RollBackAsync(string name, FleetPlan serving, Exception exception)
    {
        await store.UpdateAsync(name, endpoint =>
        {
            endpoint["EndpointStatus"] = "RollingBack";
            endpoint["FailureReason"] = Cut(Reason(exception));
        }, serving, null, CancellationToken.None);
        await SettleAsync(name, serving);
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
