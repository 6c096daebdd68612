using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ProcessingS3UploadMode in the SageMaker API; any other string converts too.</summary>
public class ProcessingS3UploadMode : ConstantClass
{
    public static readonly ProcessingS3UploadMode Continuous = new("Continuous");
    public static readonly ProcessingS3UploadMode EndOfJob = new("EndOfJob");

    public ProcessingS3UploadMode(string value) : base(value) { }

    public static ProcessingS3UploadMode FindValue(string value) => FindValue<ProcessingS3UploadMode>(value);

    public static implicit operator ProcessingS3UploadMode(string value) => FindValue(value);
}
