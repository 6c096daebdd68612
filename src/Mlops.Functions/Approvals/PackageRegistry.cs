using Amazon.SageMaker;
using Amazon.SageMaker.Model;
using Mlops.Domain.Approvals;
using Mlops.Functions.Executions;

namespace Mlops.Functions.Approvals;

/// <summary>The pipeline's packages as SageMaker has them now. The product rejects what expired or was superseded; it has neither the code nor the right to approve.</summary>
internal sealed class PackageRegistry(IAmazonSageMaker sageMaker)
{
    private const int LongestDescription = 1024;

    /// <summary>Null when somebody deleted it.</summary>
    public async Task<RegisteredPackage?> FindAsync(string arn, CancellationToken cancellationToken)
    {
        try
        {
            return await DescribeAsync(arn, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonSageMakerException exception) when (IsGone(exception))
        {
            return null;
        }
    }

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

    /// <summary>Does nothing when the package is gone.</summary>
    public async Task RejectAsync(string arn, string reason, CancellationToken cancellationToken)
    {
        var request = new UpdateModelPackageRequest
        {
            ModelPackageArn = arn,
            ModelApprovalStatus = ModelApprovalStatus.Rejected,
            ApprovalDescription = reason.Length > LongestDescription ? reason[..LongestDescription] : reason,
            ModelLifeCycle = PackageStage.Rejected,
        };
        try
        {
            await sageMaker.UpdateModelPackageAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonSageMakerException exception) when (IsGone(exception))
        {
        }
    }

    public Task MoveAsync(string arn, ModelLifeCycle stage, CancellationToken cancellationToken) =>
        sageMaker.UpdateModelPackageAsync(new UpdateModelPackageRequest { ModelPackageArn = arn, ModelLifeCycle = stage }, cancellationToken);

    // SageMaker has no error of its own for what is not there.
    private static bool IsGone(AmazonSageMakerException exception) => exception.Message.Contains("does not exist", StringComparison.Ordinal);

    private static PackageApproval Approval(ModelApprovalStatus status) =>
        status == ModelApprovalStatus.Approved ? PackageApproval.Approved : status == ModelApprovalStatus.Rejected ? PackageApproval.Rejected : PackageApproval.Pending;

    // A Studio user has a profile; whoever comes by console, CLI or API has an ARN.
    private static string? Name(UserContext? user) => user?.UserProfileArn ?? user?.IamIdentity?.Arn;
}
