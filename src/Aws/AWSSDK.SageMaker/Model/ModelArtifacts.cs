namespace Amazon.SageMaker.Model;

/// <summary>The ModelArtifacts structure of the SageMaker API.</summary>
public class ModelArtifacts
{
    public string S3ModelArtifacts { get; set; }
}
