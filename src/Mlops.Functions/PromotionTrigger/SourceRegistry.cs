using Amazon.S3.Util;
using Amazon.SageMaker;
using Amazon.SageMaker.Model;

namespace Mlops.Functions.PromotionTrigger;

/// <summary>The registry of the account before this one: what is promoted is what it says, the event only says where to look.</summary>
internal sealed class SourceRegistry(IAmazonSageMaker sageMaker)
{
    /// <exception cref="PromotionRefusedException">The package is not approved, or is another one than the event says.</exception>
    public async Task<SourcePackage> ReadAsync(DeployedModel deployed, CancellationToken cancellationToken)
    {
        var described = await sageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = deployed.Package }, cancellationToken).ConfigureAwait(false);
        if (described.ModelApprovalStatus != ModelApprovalStatus.Approved)
        {
            throw new PromotionRefusedException(deployed.Package, $"it is {described.ModelApprovalStatus}, not Approved");
        }

        Require(deployed, "run", Property(described, "run"), deployed.Run);
        Require(deployed, "model", Property(described, "model"), deployed.Model);
        return new SourcePackage
        {
            Arn = deployed.Package,
            Run = deployed.Run,
            Model = deployed.Model,
            Dataset = Property(described, "dataset") ?? "",
            Gate = Property(described, "gate"),
            GateNote = Property(described, "gateNote"),
            ModelData = new AmazonS3Uri(Container(deployed, described).ModelDataUrl),
            Inference = described.InferenceSpecification,
        };
    }

    private static ModelPackageContainerDefinition Container(DeployedModel deployed, DescribeModelPackageResponse described) =>
        described.InferenceSpecification?.Containers is [{ } only] ? only : throw new PromotionRefusedException(deployed.Package, "it does not have exactly one container");

    private static string? Property(DescribeModelPackageResponse described, string name) => described.CustomerMetadataProperties?.GetValueOrDefault(name);

    private static void Require(DeployedModel deployed, string what, string? actual, string told)
    {
        if (actual != told)
        {
            throw new PromotionRefusedException(deployed.Package, $"its {what} is {actual ?? "not noted"}, the event says {told}");
        }
    }
}
