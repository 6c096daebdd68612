namespace Amazon.SageMaker.Model;

/// <summary>The ModelDataSource structure of the SageMaker API.</summary>
public class ModelDataSource
{
    public S3ModelDataSource S3DataSource { get; set; }
}
