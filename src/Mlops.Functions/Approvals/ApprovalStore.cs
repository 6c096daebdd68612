using Amazon.Lambda.Core;
using Mlops.Domain.Approvals;
using Mlops.Domain.Json;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Approvals;

/// <summary>Requests for approval, changed only by pure transitions under If-Match.</summary>
internal sealed class ApprovalStore(ArtifactStore store, ObjectList objects)
{
    private const int Attempts = 10;

    /// <summary>Longer than any execution can wait: what is older has its verdict, or nobody waits for it any more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100);

    public async Task<ApprovalRequest?> FindAsync(string pipeline, string run, CancellationToken cancellationToken) =>
        (await store.ReadAsync(ArtifactKeys.Approval(pipeline, run), DomainJson.Wire.ApprovalRequest, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Ends a request for which no execution will; the verdict that it has stays.</summary>
    public Task<ApprovalRequest> EndAsync(ApprovalRequest request, ApprovalVerdict verdict, CancellationToken cancellationToken) =>
        UpdateAsync(request, current => current.Verdict is null ? current with { Verdict = verdict } : current, cancellationToken);

    public async Task<ApprovalRequest> RequireAsync(string pipeline, string run, CancellationToken cancellationToken) =>
        (await store.RequireAsync(ArtifactKeys.Approval(pipeline, run), DomainJson.Wire.ApprovalRequest, cancellationToken).ConfigureAwait(false)).Value;

    /// <summary>Those of the runs that may still wait, or may have kept others waiting, but for what cannot be read. A run's name begins with its time.</summary>
    public async Task<IReadOnlyList<ApprovalRequest>> RecentAsync(string pipeline, DateTimeOffset now, ILambdaContext context)
    {
        var cancellationToken = context.Deadline();
        var prefix = ArtifactKeys.Approvals(pipeline);
        var requests = new List<ApprovalRequest>();
        await foreach (var item in objects.ListAsync(prefix, $"{prefix}{(now - Longest).UtcDateTime:yyMMddHHmm}", cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await FindAsync(pipeline, item.Key[prefix.Length..^".json".Length], cancellationToken).ConfigureAwait(false) is { } request)
                {
                    requests.Add(request);
                }
            }
            catch (BrokenDocumentException exception)
            {
                // One such must not stop all approvals of the pipeline.
                context.Logger.LogWarning(exception.Message);
            }
        }

        return requests;
    }

    public async Task<ApprovalRequest> UpdateOrCreateAsync(string pipeline, string run, Func<ApprovalRequest?, ApprovalRequest> change, CancellationToken cancellationToken)
    {
        var key = ArtifactKeys.Approval(pipeline, run);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.ReadAsync(key, DomainJson.Wire.ApprovalRequest, cancellationToken).ConfigureAwait(false);
            var changed = change(current?.Value);
            if (changed == current?.Value || await store.TryWriteAsync(key, changed, DomainJson.Wire.ApprovalRequest, current?.ETag, cancellationToken).ConfigureAwait(false))
            {
                return changed;
            }
        }

        throw new ContentionException(key);
    }

    public Task<ApprovalRequest> UpdateAsync(ApprovalRequest request, Func<ApprovalRequest, ApprovalRequest> change, CancellationToken cancellationToken) =>
        UpdateOrCreateAsync(request.Pipeline, request.Run, current => change(current ?? request), cancellationToken);
}
