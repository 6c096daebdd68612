namespace Amazon.SageMaker.Model;

/// <summary>The S3DataSource structure of the SageMaker API.</summary>
public class S3DataSource
{
    public List<string> AttributeNames { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<string> InstanceGroupNames { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public S3DataDistribution S3DataDistributionType { get; set; }

    public S3DataType S3DataType { get; set; }

    public string S3Uri { get; set; }
}
