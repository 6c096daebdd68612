namespace Amazon.SageMaker.Model;

/// <summary>The SecondaryStatusTransition structure of the SageMaker API.</summary>
public class SecondaryStatusTransition
{
    public DateTime? EndTime { get; set; }

    public DateTime? StartTime { get; set; }

    public SecondaryStatus Status { get; set; }

    public string StatusMessage { get; set; }
}
