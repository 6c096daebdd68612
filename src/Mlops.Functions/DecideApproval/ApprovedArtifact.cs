using System.Net;
using Amazon.S3;
using Amazon.S3.Util;
using Mlops.Domain.Approvals;

namespace Mlops.Functions.DecideApproval;

/// <summary>Holds an approved package, and the artifact that it names, against what the gate passed.</summary>
internal sealed class ApprovedArtifact(IAmazonS3 s3)
{
    /// <summary>What is not as it was when approval was asked for, in words; null when all of it is.</summary>
    public async Task<string?> ChangesAsync(ApprovalRequest request, RegisteredPackage package, CancellationToken cancellationToken) =>
        ApprovalRules.Changed(request, package, await ETagAsync(request.ModelData, cancellationToken).ConfigureAwait(false));

    private async Task<string?> ETagAsync(string uri, CancellationToken cancellationToken)
    {
        var place = new AmazonS3Uri(uri);
        try
        {
            return (await s3.GetObjectMetadataAsync(place.Bucket, place.Key, cancellationToken).ConfigureAwait(false)).ETag;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
