namespace Amazon.CloudWatch.Model;

/// <summary>The LabelOptions structure of the CloudWatch API.</summary>
public class LabelOptions
{
    public string Timezone { get; set; }
}
