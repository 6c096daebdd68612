using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>CreateTrainingJob, DescribeTrainingJob, StopTrainingJob and ListTrainingJobs.</summary>
internal sealed class TrainingJobs(SageMakerContext context) : IAsyncDisposable
{
    private static readonly string[] _kept =
    [
        "TrainingJobName", "HyperParameters", "AlgorithmSpecification", "RoleArn", "InputDataConfig", "OutputDataConfig", "ResourceConfig",
        "VpcConfig", "StoppingCondition", "EnableNetworkIsolation", "EnableInterContainerTrafficEncryption", "Environment", "ExperimentConfig",
    ];

    private static readonly Listing _listing = new()
    {
        Member = "TrainingJobSummaries",
        Name = "TrainingJobName",
        Status = "TrainingJobStatus",
        DefaultOrder = "Ascending",
        Summary = ["TrainingJobName", "TrainingJobArn", "CreationTime", "TrainingEndTime", "LastModifiedTime", "TrainingJobStatus", "SecondaryStatus"],
    };

    private readonly JobStore _store = new(context.Compute.Store, "training");
    private readonly Supervisor _supervisor = new(context.Compute.Logger);

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateTrainingJob", CreateAsync, (input, _) => Access.ToCreate("CreateTrainingJob", Arn(input), input, input.Text("RoleArn"))),
        Access.Operation("DescribeTrainingJob", Arn, input => _store.Get(input.Text("TrainingJobName"))),
        Access.List("ListTrainingJobs", input => _listing.Answer(input, _store.All())),
        new("StopTrainingJob", StopAsync, (input, _) => [new AccessRequest("sagemaker:StopTrainingJob", Arn(input))]),
    ];

    /// <summary>Runs again, from their start, the jobs that were in progress when the cloud stopped.</summary>
    public void Resume()
    {
        foreach (var job in _store.All().Where(job => job.Text("TrainingJobStatus") is "InProgress" or "Stopping"))
        {
            Run(job);
        }
    }

    public ValueTask DisposeAsync() => _supervisor.DisposeAsync();

    private string Arn(JsonObject input) => context.Arn("training-job", input.Text("TrainingJobName"));

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        Check(input);
        context.DemandTrust(input.Text("RoleArn"));
        var (name, arn, now) = (input.Text("TrainingJobName"), Arn(input), context.Compute.Now());
        var job = input.Pick(_kept);
        job["TrainingJobArn"] = arn;
        job["TrainingJobStatus"] = "InProgress";
        job["SecondaryStatus"] = "Starting";
        job["CreationTime"] = now;
        job["LastModifiedTime"] = now;
        job["SecondaryStatusTransitions"] = new JsonArray(new JsonObject
        {
            ["Status"] = "Starting",
            ["StartTime"] = now,
            ["StatusMessage"] = "Preparing the instances for training",
        });
        if (!_store.TryAdd(name, job))
        {
            throw new AwsException("ResourceInUse", 400,
                $"Training job names must be unique within an AWS account and region, and a training job with this name already exists ({arn})");
        }

        context.Tags.Add(arn, input.Children("Tags"));
        await context.PublishAsync(TrainingJobRun.DetailType, arn, TrainingJobRun.EventDetail(context, job), cancellationToken);
        Run(job);
        return new JsonObject { ["TrainingJobArn"] = arn };
    }

    private async Task<JsonObject> StopAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var name = input.Text("TrainingJobName");
        var job = _store.Update(name, document =>
        {
            if (document.Text("TrainingJobStatus") is not ("InProgress" or "Stopping") and var status)
            {
                throw AwsException.Validation($"The request was rejected because the training job is in status {status}.");
            }

            document["TrainingJobStatus"] = "Stopping";
            document["LastModifiedTime"] = context.Compute.Now();
        });
        await context.PublishAsync(TrainingJobRun.DetailType, Arn(input), TrainingJobRun.EventDetail(context, job), cancellationToken);
        _supervisor.RequestStop(name);
        return [];
    }

    private void Run(JsonObject job)
    {
        var name = job.Text("TrainingJobName");
        _supervisor.Start(name, control => new TrainingJobRun(context, _store, name, control).RunAsync());
        if (job.Text("TrainingJobStatus") == "Stopping")
        {
            _supervisor.RequestStop(name);
        }
    }

    private void Check(JsonObject input)
    {
        var algorithm = input.Child("AlgorithmSpecification")!;
        var resources = input.Child("ResourceConfig");
        var refusals = new Refusals()
            .Members(input, "", "EnableManagedSpotTraining", "CheckpointConfig", "DebugHookConfig", "DebugRuleConfigurations", "ProfilerRuleConfigurations",
                "TensorBoardOutputConfig", "RetryStrategy", "RemoteDebugConfig", "ServerlessJobConfig", "MlflowConfig", "ModelPackageConfig", "SessionChainingConfig")
            .Members(input.Child("StoppingCondition"), "StoppingCondition.", "MaxWaitTimeInSeconds", "MaxPendingTimeInSeconds")
            .Members(algorithm, "AlgorithmSpecification.", "AlgorithmName", "ContainerEntrypoint", "ContainerArguments", "TrainingImageConfig")
            .Other(algorithm["TrainingInputMode"], "AlgorithmSpecification.TrainingInputMode", "File")
            .When(algorithm["TrainingImage"] is null, "AlgorithmSpecification.TrainingImage is missing")
            .When(resources is null, "ResourceConfig is missing")
            .Members(resources, "ResourceConfig.", "InstanceGroups", "KeepAlivePeriodInSeconds", "TrainingPlanArn", "InstancePlacementConfig")
            .Other(resources?["InstanceCount"], "ResourceConfig.InstanceCount", "1")
            .Other(input["OutputDataConfig"]?["CompressionType"], "OutputDataConfig.CompressionType", "GZIP");
        foreach (var channel in input.Children("InputDataConfig"))
        {
            Check(refusals, channel, $"InputDataConfig[{channel.Text("ChannelName")}].");
        }

        refusals.Throw();
        _ = new JobMetrics(algorithm, context.Compute.Time);
    }

    private static void Check(Refusals refusals, JsonObject channel, string path)
    {
        var source = channel["DataSource"]?["S3DataSource"] as JsonObject;
        refusals
            .When(source is null, $"{path}DataSource has no S3DataSource")
            .Other(source?["S3DataType"], $"{path}S3DataType", "S3Prefix", "ManifestFile")
            .Other(source?["S3DataDistributionType"], $"{path}S3DataDistributionType", "FullyReplicated")
            .Other(channel["InputMode"], $"{path}InputMode", "File")
            .Other(channel["CompressionType"], $"{path}CompressionType", "None")
            .Other(channel["RecordWrapperType"], $"{path}RecordWrapperType", "None")
            .Members(channel, path, "ShuffleConfig");
    }
}
