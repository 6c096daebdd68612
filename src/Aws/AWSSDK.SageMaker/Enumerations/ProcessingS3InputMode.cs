using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ProcessingS3InputMode in the SageMaker API; any other string converts too.</summary>
public class ProcessingS3InputMode : ConstantClass
{
    public static readonly ProcessingS3InputMode Pipe = new("Pipe");
    public static readonly ProcessingS3InputMode File = new("File");

    public ProcessingS3InputMode(string value) : base(value) { }

    public static ProcessingS3InputMode FindValue(string value) => FindValue<ProcessingS3InputMode>(value);

    public static implicit operator ProcessingS3InputMode(string value) => FindValue(value);
}
