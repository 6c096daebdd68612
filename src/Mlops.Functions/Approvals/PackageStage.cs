using Amazon.SageMaker.Model;

namespace Mlops.Functions.Approvals;

/// <summary>The stages of a package's life, in the words that SageMaker's own template has for them.</summary>
/// <remarks>https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-staging-construct-set-up.html</remarks>
internal static class PackageStage
{
    public static ModelLifeCycle Serving => new() { Stage = "Production", StageStatus = "Approved" };

    public static ModelLifeCycle Retired => new() { Stage = "Archived", StageStatus = "Retired" };

    public static ModelLifeCycle Rejected => new() { Stage = "Archived", StageStatus = "Rejected" };
}
