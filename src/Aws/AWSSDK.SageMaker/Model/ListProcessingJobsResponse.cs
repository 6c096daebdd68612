using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of ListProcessingJobs.</summary>
public class ListProcessingJobsResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<ProcessingJobSummary> ProcessingJobSummaries { get; set; } = AWSConfigs.InitializeCollections ? new List<ProcessingJobSummary>() : null;
}
