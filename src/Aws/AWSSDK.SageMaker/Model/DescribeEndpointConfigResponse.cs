using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of DescribeEndpointConfig.</summary>
public class DescribeEndpointConfigResponse : AmazonWebServiceResponse
{
    public DateTime? CreationTime { get; set; }

    public DataCaptureConfig DataCaptureConfig { get; set; }

    public bool? EnableNetworkIsolation { get; set; }

    public string EndpointConfigArn { get; set; }

    public string EndpointConfigName { get; set; }

    public string ExecutionRoleArn { get; set; }

    public string KmsKeyId { get; set; }

    public List<ProductionVariant> ProductionVariants { get; set; } = AWSConfigs.InitializeCollections ? new List<ProductionVariant>() : null;

    public List<ProductionVariant> ShadowProductionVariants { get; set; } = AWSConfigs.InitializeCollections ? new List<ProductionVariant>() : null;

    public VpcConfig VpcConfig { get; set; }
}
