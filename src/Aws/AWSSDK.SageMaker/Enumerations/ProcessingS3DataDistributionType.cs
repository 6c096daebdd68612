using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of ProcessingS3DataDistributionType in the SageMaker API; any other string converts too.</summary>
public class ProcessingS3DataDistributionType : ConstantClass
{
    public static readonly ProcessingS3DataDistributionType FullyReplicated = new("FullyReplicated");
    public static readonly ProcessingS3DataDistributionType ShardedByS3Key = new("ShardedByS3Key");

    public ProcessingS3DataDistributionType(string value) : base(value) { }

    public static ProcessingS3DataDistributionType FindValue(string value) => FindValue<ProcessingS3DataDistributionType>(value);

    public static implicit operator ProcessingS3DataDistributionType(string value) => FindValue(value);
}
