namespace Amazon.SageMaker.Model;

/// <summary>The AppSpecification structure of the SageMaker API.</summary>
public class AppSpecification
{
    public List<string> ContainerArguments { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<string> ContainerEntrypoint { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public string ImageUri { get; set; }
}
