namespace Amazon.SageMaker.Model;

/// <summary>The VpcConfig structure of the SageMaker API.</summary>
public class VpcConfig
{
    public List<string> SecurityGroupIds { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<string> Subnets { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;
}
