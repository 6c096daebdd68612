using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of DescribeModel.</summary>
public class DescribeModelResponse : AmazonWebServiceResponse
{
    public List<ContainerDefinition> Containers { get; set; } = AWSConfigs.InitializeCollections ? new List<ContainerDefinition>() : null;

    public DateTime? CreationTime { get; set; }

    public bool? EnableNetworkIsolation { get; set; }

    public string ExecutionRoleArn { get; set; }

    public string ModelArn { get; set; }

    public string ModelName { get; set; }

    public ContainerDefinition PrimaryContainer { get; set; }

    public VpcConfig VpcConfig { get; set; }
}
