namespace Amazon.CloudWatch.Model;

/// <summary>The Dimension structure of the CloudWatch API.</summary>
public class Dimension
{
    public string Name { get; set; }

    public string Value { get; set; }
}
