namespace Amazon.StepFunctions.Model;

/// <summary>The ActivityScheduledEventDetails structure of the Step Functions API.</summary>
public class ActivityScheduledEventDetails
{
    public long? HeartbeatInSeconds { get; set; }

    public string Input { get; set; }

    public HistoryEventExecutionDataDetails InputDetails { get; set; }

    public string Resource { get; set; }

    public long? TimeoutInSeconds { get; set; }
}
