using Amazon.Runtime;

namespace Amazon.CloudWatch.Model;

/// <summary>Output of SetAlarmState.</summary>
public class SetAlarmStateResponse : AmazonWebServiceResponse;
