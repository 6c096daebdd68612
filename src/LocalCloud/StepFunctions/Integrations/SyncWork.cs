namespace LocalCloud.StepFunctions.Integrations;

/// <summary>
/// Work that a <c>.sync</c> task begins and waits for: how it is described and stopped, where its name, status and end are.
/// A status of <see cref="Failed"/> fails the task; <c>Stopped</c> jobs do not, so their status must be looked at.
/// </summary>
internal sealed record SyncWork(string DescribeOperation, string StopOperation, string IdMember, string StatusMember)
{
    public required IReadOnlyList<string> Running { get; init; }

    public required IReadOnlyList<string> Failed { get; init; }

    /// <summary>Which member of the submission's answer names the work; null: its name is among the parameters.</summary>
    public string? AnswerMember { get; init; }

    /// <summary>The member of a job's description and of its submission's answer that names it too; null for work that is begun under its name only once.</summary>
    public string? ArnMember { get; init; }

    /// <summary>The member of the submission's answer that has the work's ARN.</summary>
    public string NamingMember => (ArnMember ?? AnswerMember)!;

    private static readonly string[] JobRunning = ["InProgress", "Stopping"];

    public static IReadOnlyDictionary<string, SyncWork> All { get; } = new Dictionary<string, SyncWork>
    {
        ["sagemaker:createTrainingJob"] = new("DescribeTrainingJob", "StopTrainingJob", "TrainingJobName", "TrainingJobStatus")
        {
            Running = JobRunning,
            Failed = ["Failed"],
            ArnMember = "TrainingJobArn",
        },
        ["sagemaker:createProcessingJob"] = new("DescribeProcessingJob", "StopProcessingJob", "ProcessingJobName", "ProcessingJobStatus")
        {
            Running = JobRunning,
            Failed = ["Failed"],
            ArnMember = "ProcessingJobArn",
        },
        ["states:startExecution"] = new("DescribeExecution", "StopExecution", "ExecutionArn", "Status")
        {
            Running = ["RUNNING"],
            Failed = ["FAILED", "TIMED_OUT", "ABORTED"],
            AnswerMember = "ExecutionArn",
        },
    };
}
