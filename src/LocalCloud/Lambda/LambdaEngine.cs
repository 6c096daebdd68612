using System.Collections.Concurrent;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>
/// Lambda: <see cref="Service"/> is its API, <see cref="Workers"/> what the Runtime API's endpoint serves.
/// Start it when the cloud's endpoint answers; functions run as child processes on first use.
/// </summary>
public sealed class LambdaEngine : IAsyncDisposable
{
    private readonly FunctionStore _functions;
    private readonly ConcurrentDictionary<string, FunctionPool> _pools = new(StringComparer.Ordinal);
    private readonly Func<FunctionPool> _newPool;
    private readonly AsyncInvoker _async;
    private readonly InvocationMetrics _metrics;
    private readonly IFaults? _faults;

    public LambdaEngine(ComputeContext context)
    {
        var state = context.Identity.StateFolder;
        var ids = new RequestIds(context.Store);
        var logs = new LambdaLogs(context);
        var code = new CodeStore(Path.Combine(state, "lambda", "code"));
        var factory = new WorkerFactory(context, code, Workers, ids, logs);
        _functions = new FunctionStore(context.Store, context.Identity);
        (_metrics, _faults) = (new InvocationMetrics(context), context.Faults);
        _newPool = () => new FunctionPool(context, factory, Workers, logs);
        _async = new AsyncInvoker(context, _functions, InvokeAsync, new AsyncOutcomes(context, logs));
        var packages = new DeploymentPackages(context, code);
        Service = new ApiService("lambda",
        [
            .. new FunctionOperations(context, _functions, packages, RetireAsync).All(),
            .. new PolicyOperations(_functions).All(),
            new InvokeOperation(context, _functions, ids, InvokeAsync, _async).Operation(),
        ]);
    }

    public ApiService Service { get; }

    public WorkerDirectory Workers { get; } = new();

    /// <summary>Goes on with asynchronous invocations that were accepted before the last stop.</summary>
    public void Start() => _async.Resume();

    /// <summary>What AWS::Lambda::EventInvokeConfig sets; null goes back to the defaults.</summary>
    public void SetEventInvokeConfig(string functionName, EventInvokeConfig? config)
    {
        var name = _functions.Get(functionName).FunctionName;
        if (config is null)
        {
            _functions.DeleteInvokeConfig(name);
        }
        else
        {
            _functions.PutInvokeConfig(name, config);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Workers.Close();
        await _async.DisposeAsync();
        await Task.WhenAll(_pools.Values.Select(pool => pool.StopIdleAsync()));
        // The pools stay undisposed: invocations that end now still give their places back.
        await Task.WhenAll(Workers.All.Select(worker => worker.EndAsync()));
    }

    private Task<InvocationResult> InvokeAsync(
        FunctionConfiguration function, string requestId, string payload, Principal? caller, CancellationToken cancellationToken) => _metrics.MeasureAsync(
            function.FunctionName,
            () => _faults?.OnInvocation(function.FunctionArn, payload, caller) is { } failure
                ? Task.FromResult(RuntimeErrors.Posted(failure))
                : _pools.GetOrAdd(function.FunctionName, _ => _newPool()).InvokeAsync(function, requestId, payload, cancellationToken),
            cancellationToken);

    private Task RetireAsync(string functionName) =>
        _pools.TryGetValue(functionName, out var pool) ? pool.StopIdleAsync() : Task.CompletedTask;
}
