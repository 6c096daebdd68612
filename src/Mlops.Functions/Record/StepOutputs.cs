using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Domain.Runs;
using Mlops.Functions.Storage;

namespace Mlops.Functions.Record;

/// <summary>Marks the rows that Prepare cut for a run that is over: the bucket's lifecycle rule takes what bears the mark, and nothing else of a run. They follow from the frozen data and the definition.</summary>
internal sealed class StepOutputs(IAmazonS3 s3, string bucket)
{
    private static readonly string[] Folders = ["train", "validation", "holdout"];

    private readonly ObjectList _objects = new(s3, bucket);

    /// <summary>Does nothing for a run that is still open: it may be evaluated again.</summary>
    public async Task ExpireAsync(RunRecord? run, CancellationToken cancellationToken)
    {
        if (run?.Outcome is null)
        {
            return;
        }

        foreach (var folder in Folders)
        {
            await foreach (var item in _objects.ListAsync(ArtifactKeys.Run(run.Pipeline, run.Run, $"prepare/{folder}/"), after: null, cancellationToken).ConfigureAwait(false))
            {
                await s3.PutObjectTaggingAsync(Mark(item.Key), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private PutObjectTaggingRequest Mark(string key) => new()
    {
        BucketName = bucket,
        Key = key,
        Tagging = new Tagging { TagSet = [new Tag { Key = "mlops:lifecycle", Value = "step-output" }] },
    };
}
