using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of CompressionType in the SageMaker API; any other string converts too.</summary>
public class CompressionType : ConstantClass
{
    public static readonly CompressionType None = new("None");
    public static readonly CompressionType Gzip = new("Gzip");

    public CompressionType(string value) : base(value) { }

    public static CompressionType FindValue(string value) => FindValue<CompressionType>(value);

    public static implicit operator CompressionType(string value) => FindValue(value);
}
