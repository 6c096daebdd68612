using Clients.Support;
using Scenarios.Support;

namespace Clients;

/// <summary>Everything that each client does, by the names of the matrix.</summary>
internal static class Steps
{
    public static IReadOnlyDictionary<string, Func<StepContext, Task>> All { get; } =
        new[] { S3Steps.All, RunSteps.All, MonitoringSteps.All, RefusalSteps.All }.SelectMany(steps => steps).ToDictionary(step => step.Name, step => step.Run);

    public static TheoryData<string> Cases(Func<string, bool> belongs) => [.. All.Keys.Where(belongs)];

    /// <summary>Takes a step with a client and notes the result; skips it, with the reason, where the client is absent or has no such thing.</summary>
    public static async Task TakeAsync(Deployment deployment, string step, string name)
    {
        Checkout.Require();
        var client = deployment.Client(name);
        Assert.SkipWhen(client.Absence is not null, client.Absence ?? "");
        try
        {
            await All[step](new StepContext(client, deployment, string.Concat(step.Where(char.IsAsciiLetterOrDigit))));
            deployment.Matrix.Note(step, name, "ok");
        }
        catch (NotOfThisClientException reason)
        {
            Assert.Skip(reason.Message);
        }
        catch (Exception)
        {
            deployment.Matrix.Note(step, name, "failed");
            throw;
        }
    }
}
