using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Ends an execution from outside as <c>ABORTED</c>; unlike cancellation, which leaves it to be resumed.</summary>
public sealed class AbortSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public StatesError? Reason { get; private set; }

    public CancellationToken Token => _source.Token;

    public void Abort(StatesError reason)
    {
        Reason ??= reason;
        _source.Cancel();
    }

    public void Dispose() => _source.Dispose();
}
