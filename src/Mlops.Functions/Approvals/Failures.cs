using System.Runtime.ExceptionServices;

namespace Mlops.Functions.Approvals;

/// <summary>Lets the failure of one request keep no other waiting; whoever called hears of it when all had their turn.</summary>
internal sealed class Failures
{
    private readonly List<Exception> _failures = [];

    public IReadOnlyList<Exception> All => _failures;

    public async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failures.Add(exception);
        }
    }

    public void ThrowIfAny()
    {
        if (_failures is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        if (_failures.Count > 0)
        {
            throw new AggregateException(_failures);
        }
    }
}
