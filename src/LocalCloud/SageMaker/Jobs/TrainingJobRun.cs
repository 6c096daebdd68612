using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>
/// One run of a training job: download the channels, train, upload the model. Everything in S3 and ECR is done as the job's role.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>how the process ended</term><description>job</description></listheader>
/// <item><term>exit 0</term><description>Completed, model uploaded</description></item>
/// <item><term>exit other</term><description>Failed, AlgorithmError with output/failure</description></item>
/// <item><term>stopped by a user</term><description>Stopped, model uploaded if there is one</description></item>
/// <item><term>ran too long</term><description>Stopped (MaxRuntimeExceeded), model uploaded if there is one</description></item>
/// </list>
/// </remarks>
internal sealed class TrainingJobRun(SageMakerContext context, JobStore store, string name, RunControl control)
{
    public const string DetailType = "SageMaker Training Job State Change";
    private const int DefaultRuntimeSeconds = 86_400;

    private readonly string _arn = context.Arn("training-job", name);

    public static JsonObject EventDetail(SageMakerContext context, JsonObject job)
    {
        var detail = job.Copy();
        EventShapes.TimesToEpoch(detail);
        detail["Tags"] = context.Tags.AsMap(job.Text("TrainingJobArn"));
        return detail;
    }

    public async Task RunAsync()
    {
        try
        {
            using var folder = new JobFolder(context.Folder("training-jobs", name, "ml"));
            await RunAsync(store.Get(name), folder);
        }
        catch (JobFailureException failure)
        {
            await EndAsync("Failed", "Failed", "Training job failed", failure.Message);
        }
        catch (AwsException exception)
        {
            await EndAsync("Failed", "Failed", "Training job failed", $"ClientError: {exception.Message}");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await EndAsync("Failed", "Failed", "Training job failed", $"InternalServerError: {exception.Message}");
        }
    }

    private async Task RunAsync(JsonObject job, JobFolder folder)
    {
        var role = context.Session(job.Text("RoleArn"));
        var image = context.Images.Pull(job["AlgorithmSpecification"]!["TrainingImage"]!.GetValue<string>(), role.Principal);
        await MoveAsync("Downloading", "Downloading input data");
        await DownloadAsync(job, folder, role);
        if (control.StopRequested.IsCompleted)
        {
            await EndAsync("Stopped", "Stopped", "Training job stopped", null);
            return;
        }

        await MoveAsync("Training", "Training image download completed. Training in progress.");
        var metrics = new JobMetrics(job.Child("AlgorithmSpecification")!, context.Compute.Time);
        var log = context.JobLog(role, "TrainingJobs", name);
        var end = await new JobProcess(context)
        {
            Image = image,
            Root = folder.Path,
            Arguments = ["train"],
            Environment = Environment(job, role),
            MaxRuntime = TimeSpan.FromSeconds(job.Child("StoppingCondition")?.NumberOrNull("MaxRuntimeInSeconds") ?? DefaultRuntimeSeconds),
            Line = line =>
            {
                log(line);
                metrics.Read(line);
            },
        }.RunAsync(control);
        await FinishAsync(job, folder, role, end, metrics);
    }

    private async Task DownloadAsync(JsonObject job, JobFolder folder, RoleSession role)
    {
        TrainingConfig.Write(job, folder);
        var inputs = new JobInputs(context.Compute.Objects, role);
        foreach (var channel in job.Children("InputDataConfig"))
        {
            var source = channel.Child("DataSource")!.Child("S3DataSource")!;
            await inputs.DownloadAsync(source.Text("S3DataType"), source.Text("S3Uri"), folder.In($"input/data/{channel.Text("ChannelName")}"), control.Shutdown);
        }
    }

    private Dictionary<string, string> Environment(JsonObject job, RoleSession role)
    {
        var environment = context.Compute.EnvironmentFor(role);
        environment["SAGEMAKER_REGION"] = context.Compute.Identity.Region;
        environment["TRAINING_JOB_NAME"] = environment["SM_TRAINING_JOB_NAME"] = name;
        environment["TRAINING_JOB_ARN"] = _arn;
        foreach (var (variable, value) in job.Map("Environment"))
        {
            environment[variable] = value;
        }

        return environment;
    }

    private async Task FinishAsync(JsonObject job, JobFolder folder, RoleSession role, JobEnd end, JobMetrics metrics)
    {
        if (end is JobEnd.Exited { Code: not 0 and var code })
        {
            var reason = string.Create(CultureInfo.InvariantCulture,
                $"AlgorithmError: {folder.Message("output/failure") ?? "See job logs for more information"}, exit code: {code}");
            await EndAsync("Failed", "Failed", "Training job failed", reason, metrics);
            return;
        }

        await MoveAsync("Uploading", "Uploading generated training model");
        var target = S3Uri.Parse(job["OutputDataConfig"]!["S3OutputPath"]!.GetValue<string>()).Append($"{name}/output");
        var outputs = new JobOutputs(context.Compute.Objects, role);
        var hasModel = await outputs.UploadArchiveAsync(folder.In("model"), folder.In("model.tar.gz"), target.Append("model.tar.gz"), control.Shutdown);
        await outputs.UploadArchiveAsync(folder.In("output/data"), folder.In("output.tar.gz"), target.Append("output.tar.gz"), control.Shutdown);
        var model = hasModel ? target.Append("model.tar.gz").ToString() : null;
        await (end switch
        {
            JobEnd.Stopped => EndAsync("Stopped", "Stopped", "Training job stopped", null, metrics, model),
            JobEnd.MaxRuntimeExceeded => EndAsync("Stopped", "MaxRuntimeExceeded", "Training job runtime exceeded MaxRuntimeInSeconds provided", null, metrics, model),
            _ => EndAsync("Completed", "Completed", "Training job completed", null, metrics, model),
        });
    }

    private Task MoveAsync(string secondary, string message) => UpdateAsync((job, now) =>
    {
        Transition(job, secondary, message, now, isLast: false);
        if (secondary == "Downloading")
        {
            // Times of a run that a restart cut short do not count.
            job["TrainingStartTime"] = now;
        }
    });

    private Task EndAsync(string status, string secondary, string message, string? reason, JobMetrics? metrics = null, string? model = null) => UpdateAsync((job, now) =>
    {
        Transition(job, secondary, message, now, isLast: true);
        job["TrainingJobStatus"] = status;
        job["TrainingStartTime"] ??= now;
        job["TrainingEndTime"] = now;
        var seconds = Math.Max(1, (int)Math.Ceiling((Timestamps.Parse(now) - Timestamps.Parse(job.Text("TrainingStartTime"))).TotalSeconds));
        job["TrainingTimeInSeconds"] = seconds;
        job["BillableTimeInSeconds"] = seconds;
        if (reason is not null)
        {
            job["FailureReason"] = reason[..Math.Min(reason.Length, 1024)];
        }

        if (metrics?.Final() is { Count: > 0 } final)
        {
            job["FinalMetricDataList"] = final;
        }

        if (model is not null)
        {
            job["ModelArtifacts"] = new JsonObject { ["S3ModelArtifacts"] = model };
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
        await context.PublishAsync(DetailType, _arn, EventDetail(context, job), CancellationToken.None);
    }

    private static void Transition(JsonObject job, string status, string message, string now, bool isLast)
    {
        var transitions = job["SecondaryStatusTransitions"]!.AsArray();
        transitions[^1]!["EndTime"] = now;
        var transition = new JsonObject { ["Status"] = status, ["StartTime"] = now, ["StatusMessage"] = message };
        if (isLast)
        {
            transition["EndTime"] = now;
        }

        transitions.Add(transition);
        job["SecondaryStatus"] = status;
    }
}
