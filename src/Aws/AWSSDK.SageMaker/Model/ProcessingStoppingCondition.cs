namespace Amazon.SageMaker.Model;

/// <summary>The ProcessingStoppingCondition structure of the SageMaker API.</summary>
public class ProcessingStoppingCondition
{
    public int? MaxRuntimeInSeconds { get; set; }
}
