namespace Amazon.SageMaker.Model;

/// <summary>The StoppingCondition structure of the SageMaker API.</summary>
public class StoppingCondition
{
    public int? MaxPendingTimeInSeconds { get; set; }

    public int? MaxRuntimeInSeconds { get; set; }

    public int? MaxWaitTimeInSeconds { get; set; }
}
