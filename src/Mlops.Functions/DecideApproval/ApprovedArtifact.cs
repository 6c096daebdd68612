using System.Net;
using Amazon.S3;
using Amazon.S3.Util;
using Mlops.Domain.Approvals;

namespace Mlops.Functions.DecideApproval;

/// <summary>Holds an approved package, and the artifact that it names, against what the gate passed.</summary>
internal sealed class ApprovedArtifact(IAmazonS3 s3)
{
    /// <exception cref="PackageChangedException">Something is not as it was when approval was asked for.</exception>
    public async Task RequireUnchangedAsync(ApprovalRequest request, RegisteredPackage package, CancellationToken cancellationToken)
    {
        if (ApprovalRules.Changed(request, package, await ETagAsync(request.ModelData, cancellationToken).ConfigureAwait(false)) is { } changes)
        {
            throw new PackageChangedException(request.Package, changes);
        }
    }

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
