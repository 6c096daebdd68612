namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingResources structure of the SageMaker API.</summary>
public class ProcessingResources
{
    public ProcessingClusterConfig ClusterConfig { get; set; }
}
