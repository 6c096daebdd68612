using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Domain.Approvals;
using Mlops.Functions.Executions;

namespace Mlops.Functions.Approvals;

/// <summary>The pipeline's packages as SageMaker has them now. The product rejects what expired or was superseded; it has neither the code nor the right to approve.</summary>
internal sealed class PackageRegistry(IAmazonSageMaker sageMaker)
{
    private const int LongestDescription = 1024;

    public async Task<RegisteredPackage> DescribeAsync(string arn, CancellationToken cancellationToken)
    {
        var described = await sageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = arn }, cancellationToken).ConfigureAwait(false);
        var container = described.InferenceSpecification?.Containers is [{ } only] ? only : null;
        return new RegisteredPackage
        {
            Arn = arn,
            Version = described.ModelPackageVersion ?? 0,
            Approval = Approval(described.ModelApprovalStatus),
            Description = described.ApprovalDescription,
            ChangedBy = Name(described.LastModifiedBy),
            ChangedAt = described.LastModifiedTime is { } time ? ((DateTime?)time).ToInstant() : null,
            Run = described.CustomerMetadataProperties?.GetValueOrDefault("run"),
            Model = described.CustomerMetadataProperties?.GetValueOrDefault("model"),
            ModelData = container?.ModelDataUrl,
            Image = container?.Image,
        };
    }

    public Task RejectAsync(string arn, string reason, CancellationToken cancellationToken) => sageMaker.UpdateModelPackageAsync(
        new UpdateModelPackageRequest
        {
            ModelPackageArn = arn,
            ModelApprovalStatus = ModelApprovalStatus.Rejected,
            ApprovalDescription = reason.Length > LongestDescription ? reason[..LongestDescription] : reason,
            ModelLifeCycle = PackageStage.Rejected,
        },
        cancellationToken);

    public Task MoveAsync(string arn, ModelLifeCycle stage, CancellationToken cancellationToken) =>
        sageMaker.UpdateModelPackageAsync(new UpdateModelPackageRequest { ModelPackageArn = arn, ModelLifeCycle = stage }, cancellationToken);

    private static PackageApproval Approval(ModelApprovalStatus status) =>
        status == ModelApprovalStatus.Approved ? PackageApproval.Approved : status == ModelApprovalStatus.Rejected ? PackageApproval.Rejected : PackageApproval.Pending;

    // A Studio user has a profile; whoever comes by console, CLI or API has an ARN.
    private static string? Name(UserContext? user) => user?.UserProfileArn ?? user?.IamIdentity?.Arn;
}
