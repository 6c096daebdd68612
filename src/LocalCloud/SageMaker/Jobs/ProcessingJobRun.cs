using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>
/// One run of a processing job: download the inputs, run the container, upload the outputs. A job that ran too long ends
/// <c>Stopped</c>, and so does one that a user stopped; neither uploads anything.
/// </summary>
internal sealed class ProcessingJobRun(SageMakerContext context, JobStore store, string name, RunControl control)
{
    public const string DetailType = "SageMaker Processing Job State Change";
    private const int DefaultRuntimeSeconds = 86_400;

    private readonly string _arn = context.Arn("processing-job", name);

    public static JsonObject EventDetail(JsonObject job)
    {
        var detail = job.Copy();
        EventShapes.TimesToEpoch(detail);
        EventShapes.EnumsToCapitals(detail, "S3DataType", "S3InputMode", "S3DataDistributionType", "S3UploadMode");
        return detail;
    }

    public async Task RunAsync()
    {
        try
        {
            using var folder = new JobFolder(context.Folder("processing-jobs", name, "ml"));
            await RunAsync(store.Get(name), folder);
        }
        catch (JobFailureException failure)
        {
            await EndAsync("Failed", failure.Message);
        }
        catch (AwsException exception)
        {
            await EndAsync("Failed", $"ClientError: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await EndAsync("Failed", $"InternalServerError: {exception.Message}");
        }
    }

    private async Task RunAsync(JsonObject job, JobFolder folder)
    {
        var role = context.Session(job.Text("RoleArn"));
        var app = job.Child("AppSpecification")!;
        var image = context.Images.Pull(app.Text("ImageUri"), role.Principal);
        await DownloadAsync(job, folder, role);
        if (control.StopRequested.IsCompleted)
        {
            await EndAsync("Stopped", null);
            return;
        }

        await UpdateAsync((document, now) => document["ProcessingStartTime"] = now);
        var end = await new JobProcess(context)
        {
            Image = image,
            Root = folder.Path,
            Arguments = app.Texts("ContainerArguments"),
            Environment = Environment(job, role),
            MaxRuntime = TimeSpan.FromSeconds(job.Child("StoppingCondition")?.NumberOrNull("MaxRuntimeInSeconds") ?? DefaultRuntimeSeconds),
            Line = context.JobLog(role, "ProcessingJobs", name),
        }.RunAsync(control);
        await FinishAsync(job, folder, role, end);
    }

    private async Task DownloadAsync(JsonObject job, JobFolder folder, RoleSession role)
    {
        var config = job.Pick("ProcessingJobArn", "ProcessingJobName", "Environment", "AppSpecification", "ProcessingInputs", "ProcessingOutputConfig",
            "ProcessingResources", "RoleArn", "StoppingCondition");
        folder.WriteConfig("config/processingjobconfig.json", config);
        folder.WriteConfig("config/resourceconfig.json", new JsonObject { ["current_host"] = "algo-1", ["hosts"] = new JsonArray("algo-1") });
        var inputs = new JobInputs(context.Compute.Objects, role);
        foreach (var input in job.Children("ProcessingInputs").Select(input => input.Child("S3Input")!))
        {
            var target = JobProcess.Map(folder.Path, input.Text("LocalPath"));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await inputs.DownloadAsync(input.Text("S3DataType"), input.Text("S3Uri"), target, control.Shutdown);
        }

        foreach (var output in Outputs(job))
        {
            Directory.CreateDirectory(JobProcess.Map(folder.Path, output.Text("LocalPath")));
        }
    }

    private static IEnumerable<JsonObject> Outputs(JsonObject job) =>
        (job.Child("ProcessingOutputConfig")?.Children("Outputs") ?? []).Select(output => output.Child("S3Output")!);

    private Dictionary<string, string> Environment(JsonObject job, RoleSession role)
    {
        var environment = context.Compute.EnvironmentFor(role);
        environment["SAGEMAKER_REGION"] = context.Compute.Identity.Region;
        environment["SM_PROCESSING_JOB_NAME"] = name;
        environment["PROCESSING_JOB_ARN"] = _arn;
        foreach (var (variable, value) in job.Map("Environment"))
        {
            environment[variable] = value;
        }

        return environment;
    }

    private async Task FinishAsync(JsonObject job, JobFolder folder, RoleSession role, JobEnd end)
    {
        var message = folder.Message("output/message");
        switch (end)
        {
            case JobEnd.Stopped:
                await EndAsync("Stopped", null, message);
                break;
            case JobEnd.MaxRuntimeExceeded:
                await EndAsync("Stopped", "ClientError: The job ran longer than StoppingCondition.MaxRuntimeInSeconds (MaxRuntimeExceeded).", message);
                break;
            case JobEnd.Exited { Code: not 0 }:
                // output/failure is of the training contract: here the container speaks through ExitMessage alone.
                await EndAsync("Failed", "AlgorithmError: See job logs for more information", message);
                break;
            default:
                await UploadAsync(job, folder, role);
                await EndAsync("Completed", null, message);
                break;
        }
    }

    private async Task UploadAsync(JsonObject job, JobFolder folder, RoleSession role)
    {
        var outputs = new JobOutputs(context.Compute.Objects, role);
        foreach (var output in Outputs(job))
        {
            await outputs.UploadFolderAsync(JobProcess.Map(folder.Path, output.Text("LocalPath")), S3Uri.Parse(output.Text("S3Uri")), control.Shutdown);
        }
    }

    private Task EndAsync(string status, string? reason, string? message = null) => UpdateAsync((job, now) =>
    {
        job["ProcessingJobStatus"] = status;
        job["ProcessingEndTime"] = now;
        if (reason is not null)
        {
            job["FailureReason"] = reason[..Math.Min(reason.Length, 1024)];
        }

        if (message is not null)
        {
            job["ExitMessage"] = message;
        }
    });

    private async Task UpdateAsync(Action<JsonObject, string> change)
    {
        var now = context.Compute.Now();
        var job = store.Update(name, document =>
        {
            change(document, now);
            document["LastModifiedTime"] = now;
        });
        await context.PublishAsync(DetailType, _arn, EventDetail(job), CancellationToken.None);
    }
}
