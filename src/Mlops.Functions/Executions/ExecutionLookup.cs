using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Functions.Executions;

/// <summary>What Step Functions knows of executions.</summary>
internal sealed class ExecutionLookup(IAmazonStepFunctions stepFunctions)
{
    // A waiting execution looks at the newest others only: one that covers it is enough.
    private const int Page = 100;

    /// <summary>Null when there is no such execution (any more).</summary>
    public async Task<DescribeExecutionResponse?> FindAsync(string execution, CancellationToken cancellationToken)
    {
        try
        {
            return await stepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution }, cancellationToken).ConfigureAwait(false);
        }
        catch (ExecutionDoesNotExistException)
        {
            return null;
        }
    }

    public async Task<bool> IsRunningAsync(string execution, CancellationToken cancellationToken) =>
        (await FindAsync(execution, cancellationToken).ConfigureAwait(false))?.IsRunning() == true;

    /// <summary>ARNs of the newest running executions of a machine that started no earlier than an instant.</summary>
    public async Task<IReadOnlyList<string>> RunningSinceAsync(string machine, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var request = new ListExecutionsRequest { StateMachineArn = machine, StatusFilter = ExecutionStatus.RUNNING, MaxResults = Page };
        var response = await stepFunctions.ListExecutionsAsync(request, cancellationToken).ConfigureAwait(false);
        return [.. (response.Executions ?? []).Where(execution => execution.StartDate.ToInstant() >= start).Select(execution => execution.ExecutionArn)];
    }
}
