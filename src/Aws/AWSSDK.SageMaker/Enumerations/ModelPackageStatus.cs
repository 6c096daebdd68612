using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ModelPackageStatus in the SageMaker API; any other string converts too.</summary>
public class ModelPackageStatus : ConstantClass
{
    public static readonly ModelPackageStatus Pending = new("Pending");
    public static readonly ModelPackageStatus InProgress = new("InProgress");
    public static readonly ModelPackageStatus Completed = new("Completed");
    public static readonly ModelPackageStatus Failed = new("Failed");
    public static readonly ModelPackageStatus Deleting = new("Deleting");

    public ModelPackageStatus(string value) : base(value) { }

    public static ModelPackageStatus FindValue(string value) => FindValue<ModelPackageStatus>(value);

    public static implicit operator ModelPackageStatus(string value) => FindValue(value);
}
