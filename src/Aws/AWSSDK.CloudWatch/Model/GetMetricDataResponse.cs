using Amazon.Runtime;

namespace Amazon.CloudWatch.Model;

/// <summary>Output of GetMetricData.</summary>
public class GetMetricDataResponse : AmazonWebServiceResponse
{
    public List<MessageData> Messages { get; set; } = AWSConfigs.InitializeCollections ? new List<MessageData>() : null;

    public List<MetricDataResult> MetricDataResults { get; set; } = AWSConfigs.InitializeCollections ? new List<MetricDataResult>() : null;

    public string NextToken { get; set; }
}
