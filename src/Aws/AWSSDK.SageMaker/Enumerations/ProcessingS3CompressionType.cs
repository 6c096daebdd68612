using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ProcessingS3CompressionType in the SageMaker API; any other string converts too.</summary>
public class ProcessingS3CompressionType : ConstantClass
{
    public static readonly ProcessingS3CompressionType None = new("None");
    public static readonly ProcessingS3CompressionType Gzip = new("Gzip");

    public ProcessingS3CompressionType(string value) : base(value) { }

    public static ProcessingS3CompressionType FindValue(string value) => FindValue<ProcessingS3CompressionType>(value);

    public static implicit operator ProcessingS3CompressionType(string value) => FindValue(value);
}
