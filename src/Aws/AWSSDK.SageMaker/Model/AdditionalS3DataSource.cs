namespace Amazon.SageMaker.Model;

/// <summary>The AdditionalS3DataSource structure of the SageMaker API.</summary>
public class AdditionalS3DataSource
{
    public CompressionType CompressionType { get; set; }

    public string ETag { get; set; }

    public AdditionalS3DataSourceDataType S3DataType { get; set; }

    public string S3Uri { get; set; }
}
