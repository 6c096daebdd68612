using System.Text.Json;
using Mlops.Functions.Hosting;

namespace Mlops.Functions.Approvals;

/// <summary>What <c>SageMaker Model Package State Change</c> says happened; what the package is now, the registry says.</summary>
/// <param name="IsDecision">False when only other members of the package changed, such as its stage.</param>
internal sealed record PackageChange(string Package, bool IsDecision)
{
    /// <exception cref="MalformedEventException">It is no such event; everything wrong is named.</exception>
    public static PackageChange Read(JsonElement input)
    {
        var reader = new EventReader(input);
        reader.Expect("source", "aws.sagemaker");
        reader.Expect("detail-type", "SageMaker Model Package State Change");
        var package = reader.Text("detail.ModelPackageArn");
        reader.ThrowIfBroken("package event");

        // A package that was just made has no changed members.
        var changed = reader.Find("detail.UpdatedModelPackageFields");
        var isDecision = changed is not { ValueKind: JsonValueKind.Array } fields || fields.EnumerateArray().Any(field => field.ValueEquals("ModelApprovalStatus"));
        return new PackageChange(package!, isDecision);
    }
}
