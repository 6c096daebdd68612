using Amazon.Runtime;

namespace Amazon.CloudWatch.Model;

/// <summary>Output of PutMetricData.</summary>
public class PutMetricDataResponse : AmazonWebServiceResponse;
