using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Functions.Executions;

namespace Mlops.Functions.Storage;

/// <summary>One lease: taken under conditional writes, and taken over only from an execution that is proven not to run any more.</summary>
internal sealed class LeaseStore(ArtifactStore store, ExecutionLookup executions)
{
    private const int Attempts = 10;

    /// <summary>Null when <paramref name="execution"/> now holds the lease (again), else the live holder.</summary>
    public async Task<Lease?> TakeAsync(string key, string execution, string run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.ReadAsync(key, DomainJson.Wire.Lease, cancellationToken).ConfigureAwait(false);
            if (current?.Value.IsHeldBy(execution) == true)
            {
                return null;
            }

            if (current?.Value.Execution is { } holder && await executions.IsRunningAsync(holder, cancellationToken).ConfigureAwait(false))
            {
                return current.Value;
            }

            var lease = new Lease { Execution = execution, Run = run, Time = now };
            if (await store.TryWriteAsync(key, lease, DomainJson.Wire.Lease, current?.ETag, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        throw new ContentionException(key);
    }

    /// <summary>The lease as <paramref name="execution"/> holds it; null when it does not.</summary>
    public async Task<Lease?> FindAsync(string key, string execution, CancellationToken cancellationToken) =>
        (await store.ReadAsync(key, DomainJson.Wire.Lease, cancellationToken).ConfigureAwait(false))?.Value is { } lease && lease.IsHeldBy(execution) ? lease : null;

    /// <exception cref="LeaseLostException">Somebody else holds it, or nobody.</exception>
    public async Task RequireAsync(string key, string execution, CancellationToken cancellationToken)
    {
        var current = await store.ReadAsync(key, DomainJson.Wire.Lease, cancellationToken).ConfigureAwait(false);
        if (current?.Value.IsHeldBy(execution) != true)
        {
            throw new LeaseLostException(key, execution, current?.Value.Execution);
        }
    }

    /// <summary>Frees the lease if <paramref name="execution"/> holds it. Written, not deleted: the document stays the one thing to compare with.</summary>
    public async Task ReleaseAsync(string key, string execution, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.ReadAsync(key, DomainJson.Wire.Lease, cancellationToken).ConfigureAwait(false);
            if (current?.Value.IsHeldBy(execution) != true)
            {
                return;
            }

            var free = current.Value with { Execution = null, Time = now };
            if (await store.TryWriteAsync(key, free, DomainJson.Wire.Lease, current.ETag, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new ContentionException(key);
    }
}
