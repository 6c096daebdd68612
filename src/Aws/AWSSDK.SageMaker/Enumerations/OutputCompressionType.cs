using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of OutputCompressionType in the SageMaker API; any other string converts too.</summary>
public class OutputCompressionType : ConstantClass
{
    public static readonly OutputCompressionType GZIP = new("GZIP");
    public static readonly OutputCompressionType NONE = new("NONE");

    public OutputCompressionType(string value) : base(value) { }

    public static OutputCompressionType FindValue(string value) => FindValue<OutputCompressionType>(value);

    public static implicit operator OutputCompressionType(string value) => FindValue(value);
}
