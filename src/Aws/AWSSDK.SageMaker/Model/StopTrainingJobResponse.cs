using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of StopTrainingJob: nothing but the response's metadata.</summary>
public class StopTrainingJobResponse : AmazonWebServiceResponse;
