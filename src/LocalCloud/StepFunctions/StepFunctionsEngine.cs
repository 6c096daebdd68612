using LocalCloud.Api;

namespace LocalCloud.StepFunctions;

/// <summary>
/// Step Functions: standard state machines whose executions survive the end of the process. Dispose it to stop; a new engine
/// on the same store goes on after <see cref="ResumeAsync"/>.
/// </summary>
public sealed class StepFunctionsEngine : IAsyncDisposable
{
    private readonly ExecutionHost _host;

    public StepFunctionsEngine(StepFunctionsContext context)
    {
        var machines = new MachineStore(context.Store);
        var executions = new ExecutionStore(context.Store);
        var tokens = new TaskTokens(context.Store);
        _host = new ExecutionHost(context, executions, new ExecutionLog(context, machines), tokens);
        Service = new ApiService("stepfunctions",
        [
            .. new MachineOperations(context, machines).All(),
            .. new ExecutionOperations(context, machines, executions, _host).All(),
            .. new TokenOperations(tokens).All(),
        ]);
    }

    public ApiService Service { get; }

    /// <summary>Call once, when every service that tasks may call is there.</summary>
    public Task ResumeAsync()
    {
        _host.ResumeAll();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
