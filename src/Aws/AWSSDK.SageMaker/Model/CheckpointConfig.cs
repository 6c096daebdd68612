namespace Amazon.SageMaker.Model;

/// <summary>The CheckpointConfig structure of the SageMaker API.</summary>
public class CheckpointConfig
{
    public string LocalPath { get; set; }

    public string S3Uri { get; set; }
}
