namespace Mlops.Cli.Logs;

/// <summary>Where SageMaker writes what a job's containers print: a group for each kind of job, streams that begin with the job's name.</summary>
internal static class JobLogs
{
    /// <summary>Null for what is no job or, as a tuning job, only starts others.</summary>
    public static LogSource? Of(string arn, string step, DateTimeOffset submitted)
    {
        var group = arn.Split(':', 6) is [_, _, "sagemaker", _, _, var resource] ? resource.Split('/')[0] switch
        {
            "processing-job" => "ProcessingJobs",
            "training-job" => "TrainingJobs",
            "transform-job" => "TransformJobs",
            _ => null,
        }
        : null;
        // An ARN is in lower case; so are the names of this product's jobs.
        return group is null ? null : new LogSource(step, $"/aws/sagemaker/{group}", submitted) { Stream = $"{arn[(arn.LastIndexOf('/') + 1)..]}/" };
    }
}
