using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Domain.Json;
using Mlops.Domain.Triggers;

namespace Mlops.Functions.Executions;

/// <summary>Reads the SDK's execution descriptions.</summary>
internal static class ExecutionExtensions
{
    public static bool IsRunning(this DescribeExecutionResponse execution) =>
        execution.Status == ExecutionStatus.RUNNING || execution.Status == ExecutionStatus.PENDING_REDRIVE;

    /// <summary>Null when the input is no request: anybody with the right to may start an execution with any input.</summary>
    public static RetrainRequest? ToRequest(this DescribeExecutionResponse execution)
    {
        try
        {
            return JsonSerializer.Deserialize(execution.Input ?? "null", DomainJson.Wire.RetrainRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static DateTimeOffset ToInstant(this DateTime? time) =>
        time is { } value ? new DateTimeOffset(value.ToUniversalTime()) : throw new InvalidOperationException("Step Functions left out a start date.");

    /// <summary>The ARN that an execution of a machine has under a name.</summary>
    public static string ExecutionArn(string machine, string name) =>
        $"{machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{name}";
}
