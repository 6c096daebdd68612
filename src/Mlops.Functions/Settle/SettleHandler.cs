using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Domain.Triggers;
using Mlops.Functions.Executions;
using Mlops.Functions.Hosting;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Settle;

/// <summary>Says whether uploads have come to rest. Changes nothing, so it may run any number of times.</summary>
internal sealed class SettleHandler(IAmazonS3 s3, string bucket, TimeSpan settle)
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
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        do
        {
            var page = await s3.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.S3Objects ?? [])
            {
                var modified = item.LastModified.ToInstant();
                newest = newest > modified ? newest : modified;
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);

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
