using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Functions.Executions;

/// <summary>Starts a named execution of a machine at most once: Step Functions keeps its name taken for 90 days.</summary>
internal sealed class MachineStarter(IAmazonStepFunctions stepFunctions, string machine)
{
    public string ExecutionArn(string name) => ExecutionExtensions.ExecutionArn(machine, name);

    /// <summary>False when the name is taken by an execution that has ended or has another input. One with the same input that still runs is found again and counts as started.</summary>
    public async Task<bool> TryStartAsync(string name, string input, CancellationToken cancellationToken)
    {
        try
        {
            var start = new StartExecutionRequest { StateMachineArn = machine, Name = name, Input = input };
            await stepFunctions.StartExecutionAsync(start, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ExecutionAlreadyExistsException)
        {
            return false;
        }
    }

    /// <summary>Starts the execution, or leaves it at the one of that name, whatever became of it.</summary>
    public async Task<StartedExecution> StartOnceAsync(string name, string input, CancellationToken cancellationToken) =>
        new(name, await TryStartAsync(name, input, cancellationToken).ConfigureAwait(false) ? StartStatus.Started : StartStatus.Coalesced);
}
