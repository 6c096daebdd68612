using Amazon.Runtime;

namespace Amazon.CloudWatch;

/// <summary>Base of every CloudWatch request.</summary>
public class AmazonCloudWatchRequest : AmazonWebServiceRequest;
