using Amazon.Runtime;

namespace Amazon.SageMaker;

/// <summary>The values of AdditionalS3DataSourceDataType in the SageMaker API; any other string converts too.</summary>
public class AdditionalS3DataSourceDataType : ConstantClass
{
    public static readonly AdditionalS3DataSourceDataType S3Object = new("S3Object");
    public static readonly AdditionalS3DataSourceDataType S3Prefix = new("S3Prefix");

    public AdditionalS3DataSourceDataType(string value) : base(value) { }

    public static AdditionalS3DataSourceDataType FindValue(string value) => FindValue<AdditionalS3DataSourceDataType>(value);

    public static implicit operator AdditionalS3DataSourceDataType(string value) => FindValue(value);
}
