namespace Amazon.Lambda.Model;

/// <summary>Where the events go that a function could not handle.</summary>
public class DeadLetterConfig
{
    public string TargetArn { get; set; }
}
