using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ModelPackageType in the SageMaker API; any other string converts too.</summary>
public class ModelPackageType : ConstantClass
{
    public static readonly ModelPackageType Versioned = new("Versioned");
    public static readonly ModelPackageType Unversioned = new("Unversioned");
    public static readonly ModelPackageType Both = new("Both");

    public ModelPackageType(string value) : base(value) { }

    public static ModelPackageType FindValue(string value) => FindValue<ModelPackageType>(value);

    public static implicit operator ModelPackageType(string value) => FindValue(value);
}
