namespace Amazon.SageMaker.Model;

/// <summary>The AlgorithmSpecification structure of the SageMaker API.</summary>
public class AlgorithmSpecification
{
    public string AlgorithmName { get; set; }

    public List<string> ContainerArguments { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public List<string> ContainerEntrypoint { get; set; } = AWSConfigs.InitializeCollections ? new List<string>() : null;

    public bool? EnableSageMakerMetricsTimeSeries { get; set; }

    public List<MetricDefinition> MetricDefinitions { get; set; } = AWSConfigs.InitializeCollections ? new List<MetricDefinition>() : null;

    public string TrainingImage { get; set; }

    public TrainingInputMode TrainingInputMode { get; set; }
}
