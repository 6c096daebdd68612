using System.Threading.Channels;
using LocalCloud.Processes;

namespace LocalCloud.Lambda;

/// <summary>
/// One execution environment: a process that asks the Runtime API for events under an id that no other process ever had,
/// so that a request of a process that was given up can neither take nor answer an event meant for another.
/// </summary>
internal sealed class LambdaWorker(string id, string functionArn, string revision, string logStream)
{
    private readonly Channel<Invocation> _events = Channel.CreateBounded<Invocation>(1);
    private readonly TaskCompletionSource<InvocationResult?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Invocation? _current;
    private ChildProcess? _process;

    public string Id { get; } = id;

    public string FunctionArn { get; } = functionArn;

    /// <summary>Where its output goes in the function's log group.</summary>
    public string LogStream { get; } = logStream;

    /// <summary>The function's revision that the process was started with.</summary>
    public string Revision { get; } = revision;

    /// <summary>Completes with null when the runtime has asked for its first event, or with the error that initialisation reported.</summary>
    public Task<InvocationResult?> Ready => _ready.Task;

    public ChildProcess Process => _process ?? throw new InvalidOperationException("The worker has not been started.");

    /// <summary>When it last became idle, as a timestamp of who supervises it; null while its first invocation runs.</summary>
    public long? IdleSince { get; set; }

    /// <summary>The lines of the invocation that is running.</summary>
    public OutputTail Tail { get; set; } = new();

    /// <summary>Ends the process, if there is one yet; the invocation that it works on fails with its exit.</summary>
    public Task EndAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    public void Attach(ChildProcess process) => _process = process;

    public void Deliver(Invocation invocation)
    {
        lock (_gate)
        {
            _current = invocation;
        }

        _events.Writer.TryWrite(invocation);
    }

    /// <summary>The next event, waiting for as long as it takes; null when this worker has been given up.</summary>
    public async Task<Invocation?> NextAsync(CancellationToken cancellationToken)
    {
        _ready.TrySetResult(null);
        while (await _events.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_events.Reader.TryRead(out var invocation))
            {
                return invocation;
            }
        }

        return null;
    }

    /// <summary>Takes the runtime's answer; false when it is for no event that this worker is working on.</summary>
    public bool Complete(string requestId, InvocationResult result)
    {
        lock (_gate)
        {
            return _current?.RequestId == requestId && _current.Complete(result);
        }
    }

    public void FailInitialisation(InvocationResult error) => _ready.TrySetResult(error);

    /// <summary>From here on the worker neither gets nor answers anything.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _current = null;
        }

        _events.Writer.TryComplete();
    }
}
