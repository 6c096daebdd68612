using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of DetailedModelPackageStatus in the SageMaker API; any other string converts too.</summary>
public class DetailedModelPackageStatus : ConstantClass
{
    public static readonly DetailedModelPackageStatus NotStarted = new("NotStarted");
    public static readonly DetailedModelPackageStatus InProgress = new("InProgress");
    public static readonly DetailedModelPackageStatus Completed = new("Completed");
    public static readonly DetailedModelPackageStatus Failed = new("Failed");

    public DetailedModelPackageStatus(string value) : base(value) { }

    public static DetailedModelPackageStatus FindValue(string value) => FindValue<DetailedModelPackageStatus>(value);

    public static implicit operator DetailedModelPackageStatus(string value) => FindValue(value);
}
