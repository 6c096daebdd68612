using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of StopProcessingJob: nothing but the response's metadata.</summary>
public class StopProcessingJobResponse : AmazonWebServiceResponse;
