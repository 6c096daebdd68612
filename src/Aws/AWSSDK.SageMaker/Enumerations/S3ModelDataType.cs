using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of S3ModelDataType in the SageMaker API; any other string converts too.</summary>
public class S3ModelDataType : ConstantClass
{
    public static readonly S3ModelDataType S3Prefix = new("S3Prefix");
    public static readonly S3ModelDataType S3Object = new("S3Object");

    public S3ModelDataType(string value) : base(value) { }

    public static S3ModelDataType FindValue(string value) => FindValue<S3ModelDataType>(value);

    public static implicit operator S3ModelDataType(string value) => FindValue(value);
}
