namespace Amazon.SageMaker.Model;

/// <summary>The TrafficRoutingConfig structure of the SageMaker API.</summary>
public class TrafficRoutingConfig
{
    public CapacitySize CanarySize { get; set; }

    public CapacitySize LinearStepSize { get; set; }

    public TrafficRoutingConfigType Type { get; set; }

    public int? WaitIntervalInSeconds { get; set; }
}
