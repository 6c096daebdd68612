using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace Mlops.Functions.Approvals;

/// <summary>Wakes an execution that waits for an approval. That says nothing of what was decided: whoever wakes, <c>decide-approval</c> asks the registry.</summary>
internal sealed class TaskWaker(IAmazonStepFunctions stepFunctions)
{
    /// <summary>False when nobody waits with this token any more.</summary>
    public async Task<bool> WakeAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            await stepFunctions.SendTaskSuccessAsync(new SendTaskSuccessRequest { TaskToken = token, Output = """{"timedOut":false}""" }, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is TaskTimedOutException or TaskDoesNotExistException or InvalidTokenException)
        {
            return false;
        }
    }
}
