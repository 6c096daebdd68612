using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of ListTrainingJobs.</summary>
public class ListTrainingJobsResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<TrainingJobSummary> TrainingJobSummaries { get; set; } = AWSConfigs.InitializeCollections ? new List<TrainingJobSummary>() : null;
}
