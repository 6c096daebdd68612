namespace Amazon.SageMaker.Model;

/// <summary>The ContainerDefinition structure of the SageMaker API.</summary>
public class ContainerDefinition
{
    public string ContainerHostname { get; set; }

    public Dictionary<string, string> Environment { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public string Image { get; set; }

    public string InferenceSpecificationName { get; set; }

    public ContainerMode Mode { get; set; }

    public ModelDataSource ModelDataSource { get; set; }

    public string ModelDataUrl { get; set; }

    public string ModelPackageName { get; set; }
}
