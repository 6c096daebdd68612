using Amazon.Runtime;

namespace Amazon.SageMaker.Model;

/// <summary>Output of DescribeTrainingJob.</summary>
public class DescribeTrainingJobResponse : AmazonWebServiceResponse
{
    public AlgorithmSpecification AlgorithmSpecification { get; set; }

    public string AutoMLJobArn { get; set; }

    public int? BillableTimeInSeconds { get; set; }

    public long? BillableTokenCount { get; set; }

    public CheckpointConfig CheckpointConfig { get; set; }

    public DateTime? CreationTime { get; set; }

    public bool? EnableInterContainerTrafficEncryption { get; set; }

    public bool? EnableManagedSpotTraining { get; set; }

    public bool? EnableNetworkIsolation { get; set; }

    public Dictionary<string, string> Environment { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public string FailureReason { get; set; }

    public List<MetricData> FinalMetricDataList { get; set; } = AWSConfigs.InitializeCollections ? new List<MetricData>() : null;

    public Dictionary<string, string> HyperParameters { get; set; } = AWSConfigs.InitializeCollections ? new Dictionary<string, string>() : null;

    public List<Channel> InputDataConfig { get; set; } = AWSConfigs.InitializeCollections ? new List<Channel>() : null;

    public string LabelingJobArn { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public ModelArtifacts ModelArtifacts { get; set; }

    public OutputDataConfig OutputDataConfig { get; set; }

    public string OutputModelPackageArn { get; set; }

    public ResourceConfig ResourceConfig { get; set; }

    public RetryStrategy RetryStrategy { get; set; }

    public string RoleArn { get; set; }

    public SecondaryStatus SecondaryStatus { get; set; }

    public List<SecondaryStatusTransition> SecondaryStatusTransitions { get; set; } = AWSConfigs.InitializeCollections ? new List<SecondaryStatusTransition>() : null;

    public StoppingCondition StoppingCondition { get; set; }

    public DateTime? TrainingEndTime { get; set; }

    public string TrainingJobArn { get; set; }

    public string TrainingJobName { get; set; }

    public TrainingJobStatus TrainingJobStatus { get; set; }

    public DateTime? TrainingStartTime { get; set; }

    public int? TrainingTimeInSeconds { get; set; }

    public string TuningJobArn { get; set; }

    public VpcConfig VpcConfig { get; set; }
}
