namespace Amazon.SageMaker.Model;

/// <summary>The S3ModelDataSource structure of the SageMaker API.</summary>
public class S3ModelDataSource
{
    public ModelCompressionType CompressionType { get; set; }

    public string ETag { get; set; }

    public string ManifestEtag { get; set; }

    public string ManifestS3Uri { get; set; }

    public S3ModelDataType S3DataType { get; set; }

    public string S3Uri { get; set; }
}
