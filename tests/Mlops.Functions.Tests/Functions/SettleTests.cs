using Mlops.Functions.Tests.Fakes;

namespace Mlops.Functions.Tests.Functions;

public sealed class SettleTests
{
    [Fact]
    public async Task HandleAsync_NoObject_IsQuiet() => Assert.Equal("""{"quiet":true,"wait":0}""", await AskAsync(new World(), 0));

    [Fact]
    public async Task HandleAsync_NewestOnTheLastPage_IsWaitedFor()
    {
        var world = new World(pageSize: 2);
        for (var second = 0; second < 5; second++)
        {
            world.S3.Now = World.Start.UtcDateTime.AddSeconds(second);
            world.S3.Upload(World.Data, $"incoming/ridership/{second}.csv", "x");
        }

        Assert.Equal("""{"quiet":false,"wait":59}""", await AskAsync(world, 10));
        Assert.Equal("""{"quiet":true,"wait":0}""", await AskAsync(world, 69));
    }

    private static async Task<string> AskAsync(World world, int second) =>
        (await world.InvokeAsync("settle", new { pipeline = "ridership", now = World.Start.AddSeconds(second), startedAt = World.Start })).ToJsonString();
}
