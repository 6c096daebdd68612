using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ModelCompressionType in the SageMaker API; any other string converts too.</summary>
public class ModelCompressionType : ConstantClass
{
    public static readonly ModelCompressionType None = new("None");
    public static readonly ModelCompressionType Gzip = new("Gzip");

    public ModelCompressionType(string value) : base(value) { }

    public static ModelCompressionType FindValue(string value) => FindValue<ModelCompressionType>(value);

    public static implicit operator ModelCompressionType(string value) => FindValue(value);
}
