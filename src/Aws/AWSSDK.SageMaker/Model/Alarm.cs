namespace Amazon.SageMaker.Model;

/// <summary>The Alarm structure of the SageMaker API.</summary>
public class Alarm
{
    public string AlarmName { get; set; }
}
