using Amazon.Runtime;

namespace Amazon.CloudWatchLogs;

/// <summary>Base of every CloudWatch Logs request.</summary>
public class AmazonCloudWatchLogsRequest : AmazonWebServiceRequest;
