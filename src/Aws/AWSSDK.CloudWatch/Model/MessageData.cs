namespace Amazon.CloudWatch.Model;

/// <summary>The MessageData structure of the CloudWatch API.</summary>
public class MessageData
{
    public string Code { get; set; }

    public string Value { get; set; }
}
