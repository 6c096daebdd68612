using Amazon.Lambda.Core;
using Mlops.Domain.Triggers;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Settle;

/// <summary>Says whether uploads have come to rest. Changes nothing, so it may run any number of times.</summary>
/// <remarks>Labels under <c>truth/</c> do not count, even where runs learn from them: they start no run, and a steady trickle of them must not hold one up.</remarks>
internal sealed class SettleHandler(ObjectList uploads, TimeSpan settle)
{
    public async Task<SettleOutput> HandleAsync(SettleInput input, ILambdaContext context)
    {
        var newest = await NewestAsync(ArtifactKeys.Incoming(input.Pipeline), context.Deadline()).ConfigureAwait(false);
        var quiet = Quiet.Decide(newest, input.Now, input.StartedAt, settle);
        return new SettleOutput(quiet.IsQuiet, quiet.Wait);
    }

    private async Task<DateTimeOffset?> NewestAsync(string prefix, CancellationToken cancellationToken)
    {
        DateTimeOffset? newest = null;
        await foreach (var item in uploads.ListAsync(prefix, after: null, cancellationToken).ConfigureAwait(false))
        {
            newest = newest > item.Modified ? newest : item.Modified;
        }

        return newest;
    }
}

/// <summary>Payload of <c>settle</c>.</summary>
public sealed record SettleInput
{
    public required string Pipeline { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}

/// <summary>Answer of <c>settle</c>; the wait is in seconds.</summary>
public sealed record SettleOutput(bool Quiet, int Wait);
