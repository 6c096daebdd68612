namespace Amazon.SageMaker.Model;

/// <summary>The EndpointSummary structure of the SageMaker API.</summary>
public class EndpointSummary
{
    public DateTime? CreationTime { get; set; }

    public string EndpointArn { get; set; }

    public string EndpointName { get; set; }

    public EndpointStatus EndpointStatus { get; set; }

    public DateTime? LastModifiedTime { get; set; }
}
