namespace Amazon.SageMaker.Model;

/// <summary>The AutoRollbackConfig structure of the SageMaker API.</summary>
public class AutoRollbackConfig
{
    public List<Alarm> Alarms { get; set; } = AWSConfigs.InitializeCollections ? new List<Alarm>() : null;
}
