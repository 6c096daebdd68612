using LocalCloud.SageMaker;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Tests.SageMaker;

public sealed class SupervisorTests
{
    [Fact]
    public async Task Start_AfterARunThatBroke_RunsAllTheSame()
    {
        var supervisor = new Supervisor(NullLogger.Instance);
        var release = new TaskCompletionSource();
        var ran = new TaskCompletionSource();
        supervisor.Start("endpoint", async _ =>
        {
            await release.Task;
            throw new InvalidOperationException("broken");
        });
        supervisor.Start("endpoint", _ =>
        {
            ran.SetResult();
            return Task.CompletedTask;
        });

        release.SetResult();

        await ran.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await supervisor.DisposeAsync();
    }
}
