namespace LocalCloud.StatesLanguage.Execution;

/// <summary>Does the work of Task states.</summary>
public interface ITaskRunner
{
    /// <summary>Runs the task to its end; what fails in it is an outcome, never an exception.</summary>
    Task<TaskOutcome> RunAsync(TaskCall call, ITaskProgress progress, CancellationToken cancellationToken);

    /// <summary>The execution no longer wants the result (time-out, abort): stops the work as far as its service can.</summary>
    Task StopAsync(TaskCall call, CancellationToken cancellationToken);
}
