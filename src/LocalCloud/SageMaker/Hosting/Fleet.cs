using LocalCloud.Api;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>
/// The running processes of one endpoint configuration. Requests choose a variant by weight and its instances in turn;
/// a fleet that is replaced lets its requests finish before its processes are stopped.
/// </summary>
internal sealed class Fleet(FleetPlan plan, IReadOnlyDictionary<string, IReadOnlyList<ServingInstance>> instances, TimeProvider supervision)
{
    private static readonly TimeSpan _longestDrain = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan _shortDrain = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly double[] _credit = new double[plan.Variants.Count];
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _next;
    private int _inFlight;
    private bool _closing;

    public FleetPlan Plan { get; } = plan;

    /// <summary>Takes a place for one request, which <see cref="Leave"/> gives back; null when this fleet is being replaced.</summary>
    public (VariantPlan Variant, ServingInstance Instance)? Enter(string? targetVariant)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return null;
            }

            var variant = targetVariant is null ? ByWeight() : ByName(targetVariant);
            var serving = instances[variant.Name];
            _inFlight++;
            return (variant, serving[_next++ % serving.Count]);
        }
    }

    public void Leave()
    {
        lock (_gate)
        {
            _inFlight--;
            SignalWhenDrained();
        }
    }

    /// <summary>Ends the fleet; from when <paramref name="hurry"/> is cancelled, requests and containers get seconds instead of minutes.</summary>
    public async Task StopAsync(CancellationToken hurry)
    {
        lock (_gate)
        {
            _closing = true;
            SignalWhenDrained();
        }

        await Task.WhenAny(_drained.Task, Task.Delay(_longestDrain, supervision, hurry));
        await Task.WhenAny(_drained.Task, Task.Delay(_shortDrain, supervision, CancellationToken.None));
        await Task.WhenAll(instances.Values.SelectMany(serving => serving).Select(instance => instance.StopAsync(hurry)));
    }

    private void SignalWhenDrained()
    {
        if (_closing && _inFlight == 0)
        {
            _drained.TrySetResult();
        }
    }

    private VariantPlan ByName(string name) => Plan.Variants.FirstOrDefault(variant => variant.Name == name)
        ?? throw new AwsException("ValidationError", 400, $"Variant {name} not found for Request");

    /// <summary>Smooth weighted round robin: exact shares over any run of requests, and no randomness to make tests differ.</summary>
    private VariantPlan ByWeight()
    {
        var best = 0;
        for (var index = 0; index < _credit.Length; index++)
        {
            _credit[index] += Plan.Variants[index].Weight;
            best = _credit[index] > _credit[best] ? index : best;
        }

        _credit[best] -= Plan.Variants.Sum(variant => variant.Weight);
        return Plan.Variants[best];
    }
}
