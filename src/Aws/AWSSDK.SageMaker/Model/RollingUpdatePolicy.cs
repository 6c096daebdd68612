namespace Amazon.SageMaker.Model;

/// <summary>The RollingUpdatePolicy structure of the SageMaker API.</summary>
public class RollingUpdatePolicy
{
    public CapacitySize MaximumBatchSize { get; set; }

    public int? MaximumExecutionTimeoutInSeconds { get; set; }

    public CapacitySize RollbackMaximumBatchSize { get; set; }

    public int? WaitIntervalInSeconds { get; set; }
}
