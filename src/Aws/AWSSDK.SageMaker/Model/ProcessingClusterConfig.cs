namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingClusterConfig structure of the SageMaker API.</summary>
public class ProcessingClusterConfig
{
    public int? InstanceCount { get; set; }

    public ProcessingInstanceType InstanceType { get; set; }

    public string VolumeKmsKeyId { get; set; }

    public int? VolumeSizeInGB { get; set; }
}
