namespace Amazon.SageMaker.Model;

/// <summary>The ResourceConfig structure of the SageMaker API.</summary>
public class ResourceConfig
{
    public int? InstanceCount { get; set; }

    public TrainingInstanceType InstanceType { get; set; }

    public int? KeepAlivePeriodInSeconds { get; set; }

    public string TrainingPlanArn { get; set; }

    public string VolumeKmsKeyId { get; set; }

    public int? VolumeSizeInGB { get; set; }
}
