using Amazon.S3;
using Amazon.S3.Model;
using Mlops.Functions.Storage;

namespace Mlops.Functions.PromotionTrigger;

/// <summary>Copies a package's files into this account's artifacts bucket, server-side: the model under its hash, the baseline and the evaluation where a run here would have them.</summary>
internal sealed class PromotedFiles(IAmazonS3 s3, ArtifactStore store, string pipeline)
{
    /// <summary>The S3 URIs of the model and of its evaluation.</summary>
    public async Task<(string ModelData, string Evaluation)> CopyAsync(SourcePackage package, CancellationToken cancellationToken)
    {
        var (baseline, evaluation) = (Key(package, "prepare/baseline.json"), Key(package, "evaluate/evaluation.json"));
        await CopyAsync(package, baseline, baseline, cancellationToken).ConfigureAwait(false);
        await CopyAsync(package, evaluation, evaluation, cancellationToken).ConfigureAwait(false);
        var model = ArtifactKeys.PromotedModel(pipeline, package.Model);
        await CopyAsync(package, package.ModelData.Key, model, cancellationToken).ConfigureAwait(false);
        return (Uri(model), Uri(evaluation));
    }

    // The ETag sees to it that what is copied is what was measured; the hash inside the model is the container's to check.
    private async Task CopyAsync(SourcePackage package, string from, string to, CancellationToken cancellationToken)
    {
        var source = await s3.GetObjectMetadataAsync(package.ModelData.Bucket, from, cancellationToken).ConfigureAwait(false);
        await s3.CopyObjectAsync(
            new CopyObjectRequest
            {
                SourceBucket = package.ModelData.Bucket,
                SourceKey = from,
                ETagToMatch = source.ETag,
                DestinationBucket = store.Bucket,
                DestinationKey = to,
            },
            cancellationToken).ConfigureAwait(false);
        var copy = await s3.GetObjectMetadataAsync(store.Bucket, to, cancellationToken).ConfigureAwait(false);
        if (copy.ContentLength != source.ContentLength)
        {
            throw new PromotionRefusedException(package.Arn, $"{from} has {source.ContentLength} bytes, its copy {copy.ContentLength}");
        }
    }

    private string Key(SourcePackage package, string name) => ArtifactKeys.Run(pipeline, package.Run, name);

    private string Uri(string key) => $"s3://{store.Bucket}/{key}";
}
