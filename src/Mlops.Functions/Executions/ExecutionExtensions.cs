using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Functions.Executions;

/// <summary>Reads the SDK's execution descriptions.</summary>
internal static class ExecutionExtensions
{
    public static bool IsRunning(this DescribeExecutionResponse execution) =>
        execution.Status == ExecutionStatus.RUNNING || execution.Status == ExecutionStatus.PENDING_REDRIVE;

    public static DateTimeOffset ToInstant(this DateTime? time) =>
        time is { } value ? new DateTimeOffset(value.ToUniversalTime()) : throw new InvalidOperationException("Step Functions left out a start date.");

    /// <summary>The ARN that an execution of a machine has under a name.</summary>
    public static string ExecutionArn(string machine, string name) =>
        $"{machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
}
