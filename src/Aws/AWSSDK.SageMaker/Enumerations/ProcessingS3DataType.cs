using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ProcessingS3DataType in the SageMaker API; any other string converts too.</summary>
public class ProcessingS3DataType : ConstantClass
{
    public static readonly ProcessingS3DataType ManifestFile = new("ManifestFile");
    public static readonly ProcessingS3DataType S3Prefix = new("S3Prefix");

    public ProcessingS3DataType(string value) : base(value) { }

    public static ProcessingS3DataType FindValue(string value) => FindValue<ProcessingS3DataType>(value);

    public static implicit operator ProcessingS3DataType(string value) => FindValue(value);
}
