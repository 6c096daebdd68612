namespace Amazon.SageMaker.Model;

/// <summary>The DataSource structure of the SageMaker API.</summary>
public class DataSource
{
    public S3DataSource S3DataSource { get; set; }
}
