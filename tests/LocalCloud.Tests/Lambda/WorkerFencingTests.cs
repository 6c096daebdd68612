using LocalCloud.Lambda;
using Xunit;

namespace LocalCloud.Tests.Lambda;

public sealed class WorkerFencingTests
{
    [Fact]
    public async Task Next_WorkerThatWasGivenUp_GetsNoEvent()
    {
        var worker = new LambdaWorker("w", "arn", "r", "stream");
        var directory = new WorkerDirectory();
        directory.Add(worker);
        var waiting = worker.NextAsync(TestContext.Current.CancellationToken);

        directory.Remove(worker);

        Assert.Null(await waiting);
        Assert.Null(directory.Find("w"));
    }

    [Fact]
    public void Complete_OtherEvent_IsRefused()
    {
        var worker = new LambdaWorker("w", "arn", "r", "stream");
        var invocation = new Invocation("current", "1", DateTimeOffset.UnixEpoch);
        worker.Deliver(invocation);

        Assert.False(worker.Complete("former", new InvocationResult("1", null)));
        Assert.True(worker.Complete("current", new InvocationResult("1", null)));
        Assert.False(worker.Complete("current", new InvocationResult("2", null)));
    }

    [Fact]
    public async Task Next_RequestThatIsAbandoned_LosesNoEvent()
    {
        var worker = new LambdaWorker("w", "arn", "r", "stream");
        using var abandoned = new CancellationTokenSource();
        var first = worker.NextAsync(abandoned.Token);
        await abandoned.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        worker.Deliver(new Invocation("id", "1", DateTimeOffset.UnixEpoch));

        Assert.Equal("id", (await worker.NextAsync(TestContext.Current.CancellationToken))!.RequestId);
    }
}
