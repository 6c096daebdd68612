namespace Amazon.SageMaker.Model;

/// <summary>The BlueGreenUpdatePolicy structure of the SageMaker API.</summary>
public class BlueGreenUpdatePolicy
{
    public int? MaximumExecutionTimeoutInSeconds { get; set; }

    public int? TerminationWaitInSeconds { get; set; }

    public TrafficRoutingConfig TrafficRoutingConfiguration { get; set; }
}
