using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>CreateProcessingJob, DescribeProcessingJob, StopProcessingJob and ListProcessingJobs.</summary>
internal sealed class ProcessingJobs(SageMakerContext context) : IAsyncDisposable
{
    private static readonly string[] _kept =
    [
        "ProcessingInputs", "ProcessingOutputConfig", "ProcessingJobName", "ProcessingResources", "StoppingCondition", "AppSpecification",
        "Environment", "NetworkConfig", "RoleArn", "ExperimentConfig",
    ];

    private static readonly Listing _listing = new()
    {
        Member = "ProcessingJobSummaries",
        Name = "ProcessingJobName",
        Status = "ProcessingJobStatus",
        DefaultOrder = "Ascending",
        Summary =
        [
            "ProcessingJobName", "ProcessingJobArn", "CreationTime", "ProcessingEndTime", "LastModifiedTime", "ProcessingJobStatus", "FailureReason", "ExitMessage",
        ],
    };

    private readonly JobStore _store = new(context.Compute.Store, "processing");
    private readonly Supervisor _supervisor = new(context.Compute.Logger);

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateProcessingJob", CreateAsync, (input, _) => Access.ToCreate("CreateProcessingJob", Arn(input), input, input.Text("RoleArn"))),
        Access.Operation("DescribeProcessingJob", Arn, input => _store.Get(input.Text("ProcessingJobName"))),
        Access.List("ListProcessingJobs", input => _listing.Answer(input, _store.All())),
        new("StopProcessingJob", StopAsync, (input, _) => [new AccessRequest("sagemaker:StopProcessingJob", Arn(input))]),
    ];

    /// <summary>Runs again, from their start, the jobs that were in progress when the cloud stopped.</summary>
    public void Resume()
    {
        foreach (var job in _store.All().Where(job => job.Text("ProcessingJobStatus") is "InProgress" or "Stopping"))
        {
            Run(job);
        }
    }

    public ValueTask DisposeAsync() => _supervisor.DisposeAsync();

    private string Arn(JsonObject input) => context.Arn("processing-job", input.Text("ProcessingJobName"));

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        Check(input);
        context.DemandTrust(input.Text("RoleArn"));
        var (name, arn) = (input.Text("ProcessingJobName"), Arn(input));
        var job = input.Pick(_kept);
        job["ProcessingJobArn"] = arn;
        job["ProcessingJobStatus"] = "InProgress";
        job["CreationTime"] = context.Compute.Now();
        job["LastModifiedTime"] = job.Text("CreationTime");
        if (!_store.TryAdd(name, job))
        {
            throw new AwsException("ResourceInUse", 400,
                $"Job name must be unique within an AWS account and region, and a job with this name already exists ({arn})");
        }

        context.Tags.Add(arn, input.Children("Tags"));
        await context.PublishAsync(ProcessingJobRun.DetailType, arn, ProcessingJobRun.EventDetail(job), cancellationToken);
        Run(job);
        return new JsonObject { ["ProcessingJobArn"] = arn };
    }

    private async Task<JsonObject> StopAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var name = input.Text("ProcessingJobName");
        var job = _store.Update(name, document =>
        {
            if (document.Text("ProcessingJobStatus") is not ("InProgress" or "Stopping") and var status)
            {
                throw AwsException.Validation($"The request was rejected because the processing job is in status {status}.");
            }

            document["ProcessingJobStatus"] = "Stopping";
            document["LastModifiedTime"] = context.Compute.Now();
        });
        await context.PublishAsync(ProcessingJobRun.DetailType, Arn(input), ProcessingJobRun.EventDetail(job), cancellationToken);
        _supervisor.RequestStop(name);
        return [];
    }

    private void Run(JsonObject job)
    {
        var name = job.Text("ProcessingJobName");
        _supervisor.Start(name, control => new ProcessingJobRun(context, _store, name, control).RunAsync());
        if (job.Text("ProcessingJobStatus") == "Stopping")
        {
            _supervisor.RequestStop(name);
        }
    }

    private static void Check(JsonObject input)
    {
        var refusals = new Refusals()
            .Members(input.Child("AppSpecification"), "AppSpecification.", "ContainerEntrypoint")
            .Other(input["ProcessingResources"]?["ClusterConfig"]?["InstanceCount"], "ProcessingResources.ClusterConfig.InstanceCount", "1");
        foreach (var source in input.Children("ProcessingInputs"))
        {
            var s3 = source.Child("S3Input");
            var path = $"ProcessingInputs[{source.Text("InputName")}].";
            refusals
                .Members(source, path, "DatasetDefinition", "AppManaged")
                .When(s3 is null, $"{path}S3Input is missing")
                .When(s3 is not null && s3["LocalPath"] is null, $"{path}S3Input.LocalPath is missing")
                .Other(s3?["S3InputMode"], $"{path}S3InputMode", "File")
                .Other(s3?["S3DataDistributionType"], $"{path}S3DataDistributionType", "FullyReplicated")
                .Other(s3?["S3CompressionType"], $"{path}S3CompressionType", "None");
        }

        foreach (var output in input.Child("ProcessingOutputConfig")?.Children("Outputs") ?? [])
        {
            var path = $"ProcessingOutputConfig.Outputs[{output.Text("OutputName")}].";
            refusals
                .Members(output, path, "FeatureStoreOutput", "AppManaged")
                .When(output.Child("S3Output")?["LocalPath"] is null, $"{path}S3Output.LocalPath is missing")
                .Other(output.Child("S3Output")?["S3UploadMode"], $"{path}S3UploadMode", "EndOfJob");
        }

        refusals.Throw();
    }
}
