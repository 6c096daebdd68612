namespace Amazon.SageMaker.Model;

/// <summary>The Channel structure of the SageMaker API.</summary>
public class Channel
{
    public string ChannelName { get; set; }

    public CompressionType CompressionType { get; set; }

    public string ContentType { get; set; }

    public DataSource DataSource { get; set; }

    public TrainingInputMode InputMode { get; set; }
}
