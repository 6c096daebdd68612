using System.Text.Json.Nodes;
using Mlops.Cli.Tests.Testing;

namespace Mlops.Cli.Tests.Processes;

/// <summary>A LocalCloud that is killed while it is written to has everything that it acknowledged when it is started again.</summary>
public sealed class KillTests
{
    private const int Kills = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhileWrittenTo_LosesNothingAcknowledged()
    {
        using var cloud = new KillableCloud();
        using var writers = new Writers(cloud);
        // Where in its work the process is hit is left to the scheduler; how far it gets before that differs from round to round.
        var random = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            await cloud.StartAsync(Cancel);
            var enough = writers.Acknowledged + random.Next(20, 150);
            var writing = writers.RunAsync();
            await UntilAsync(() => Task.FromResult(writers.Acknowledged >= enough));
            await cloud.KillAsync(Cancel);
            await writing;
        }

        await cloud.StartAsync(Cancel);

        Assert.True(writers is { Objects.IsEmpty: false, Messages.IsEmpty: false, Executions.IsEmpty: false }, "Every kind of writer wrote something.");
        foreach (var key in writers.Objects)
        {
            Assert.Equal(Writers.Content(key), await writers.ContentAsync(key));
        }

        foreach (var execution in writers.Executions)
        {
            await UntilAsync(async () => await writers.StatusAsync(execution) == "SUCCEEDED");
        }

        await ArriveAsync(writers, "messages", writers.Messages, body => body);
        await ArriveAsync(writers, "events", writers.Objects, body => JsonNode.Parse(body)!["detail"]!["object"]!["key"]!.ToString());
    }

    /// <summary>Empties the queue until everything expected was there.</summary>
    private static async Task ArriveAsync(Writers writers, string queue, IEnumerable<string> expected, Func<string, string> nameOf)
    {
        var missing = expected.ToHashSet(StringComparer.Ordinal);
        await UntilAsync(async () =>
        {
            missing.ExceptWith((await writers.TakeAsync(queue)).Select(nameOf));
            return missing.Count == 0;
        });
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
