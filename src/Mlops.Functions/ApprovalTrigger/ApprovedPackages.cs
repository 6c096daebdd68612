using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.ApprovalTrigger;

/// <summary>The packages of an event, as the registry has them: the event may be late, the registry is not.</summary>
internal sealed class ApprovedPackages(IAmazonSageMaker sageMaker)
{
    /// <summary>The package when it is approved as of now; null, with its status, when it is not.</summary>
    public async Task<(ApprovedPackage? Package, string Status)> FindAsync(string arn, CancellationToken cancellationToken)
    {
        var described = await sageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = arn }, cancellationToken).ConfigureAwait(false);
        if (described.ModelApprovalStatus != ModelApprovalStatus.Approved)
        {
            return (null, described.ModelApprovalStatus.Value);
        }

        var container = described.InferenceSpecification.Containers[0];
        return (
            new ApprovedPackage
            {
                Arn = arn,
                Version = described.ModelPackageVersion ?? 0,
                Run = Property(described, "run"),
                Model = Property(described, "model"),
                Image = container.Image,
                ModelData = container.ModelDataUrl,
            },
            described.ModelApprovalStatus.Value);
    }

    private static string Property(DescribeModelPackageResponse described, string name) =>
        described.CustomerMetadataProperties?.GetValueOrDefault(name)
        ?? throw new MalformedEventException($"{described.ModelPackageArn} cannot be deployed: its CustomerMetadataProperties lack '{name}', which a promotion notes.");
}
