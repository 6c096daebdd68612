using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of DescribeEndpoint.</summary>
public class DescribeEndpointResponse : AmazonWebServiceResponse
{
    public DateTime? CreationTime { get; set; }

    public DataCaptureConfigSummary DataCaptureConfig { get; set; }

    public string EndpointArn { get; set; }

    public string EndpointConfigName { get; set; }

    public string EndpointName { get; set; }

    public EndpointStatus EndpointStatus { get; set; }

    public string FailureReason { get; set; }

    public DeploymentConfig LastDeploymentConfig { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public List<ProductionVariantSummary> ProductionVariants { get; set; } = AWSConfigs.InitializeCollections ? new List<ProductionVariantSummary>() : null;

    public List<ProductionVariantSummary> ShadowProductionVariants { get; set; } = AWSConfigs.InitializeCollections ? new List<ProductionVariantSummary>() : null;
}
