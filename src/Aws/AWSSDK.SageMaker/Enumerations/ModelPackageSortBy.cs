using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ModelPackageSortBy in the SageMaker API; any other string converts too.</summary>
public class ModelPackageSortBy : ConstantClass
{
    public static readonly ModelPackageSortBy Name = new("Name");
    public static readonly ModelPackageSortBy CreationTime = new("CreationTime");

    public ModelPackageSortBy(string value) : base(value) { }

    public static ModelPackageSortBy FindValue(string value) => FindValue<ModelPackageSortBy>(value);

    public static implicit operator ModelPackageSortBy(string value) => FindValue(value);
}
