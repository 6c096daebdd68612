namespace Amazon.SageMaker.Model;

/// <summary>The InferenceSpecification structure of the SageMaker API.</summary>
public class InferenceSpecification
{
    public List<ModelPackageContainerDefinition> Containers { get; set; } = AWSConfigs.InitializeCollections ? new List<ModelPackageContainerDefinition>() : null;

    public List<string> SupportedContentTypes { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<string> SupportedRealtimeInferenceInstanceTypes { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<string> SupportedResponseMIMETypes { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<string> SupportedTransformInstanceTypes { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;
}
