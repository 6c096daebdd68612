using Amazon.Runtime;
using Amazon.S3.Model;
using Mlops.Domain.Runs;
using Scenarios.Support;

namespace Scenarios;

/// <summary>The LocalCloud is killed (SIGKILL) at random points, again and again, while a run is under way.</summary>
public sealed class KillTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cloud_KilledAtRandomPoints_CompletesTheRunAndKeepsWhatItAcknowledged(int seed)
    {
        var random = new Random(seed);
        await using var cloud = await CloudProcess.StartAsync();
        var files = Ridership.Months(2001, 2002);
        var driver = new PipelineDriver(cloud);
        var upload = UploadAsync(cloud, files);
        for (var kills = 0; kills < 6; kills++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 1500)), TimeProvider.System, Token);
            await cloud.KillAsync();
            await cloud.StartAgainAsync();
        }

        await upload;
        var runs = new List<EndedRun>();
        foreach (var execution in await driver.StartedAsync())
        {
            runs.Add(await driver.EndedAsync(execution));
        }

        Assert.All(runs, run => Assert.True(run.Run.Outcome is RunOutcome.Deployed or RunOutcome.Unchanged or RunOutcome.Refused, run.ToString()));
        Assert.Contains(runs, run => run.Run.Outcome is RunOutcome.Deployed);
        Assert.Equal(files.Count, runs.Max(run => run.Run.Dataset!.Files));
        await CheckKeptAsync(cloud, files);
        Assert.Equal((await driver.ChampionAsync())!.Config, (await driver.EndpointAsync())!.EndpointConfigName);
        Assert.Equal(31, (await driver.PredictAsync(Ridership.Questions("2003-01"))).Length);
        await driver.FreeAsync("training");
        await driver.FreeAsync("endpoint");
    }

    /// <summary>Puts every file until its answer has come, as a client does that must not lose one.</summary>
    private static async Task UploadAsync(CloudProcess cloud, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (name, content) in files)
        {
            await Until.FoundAsync($"{name} to be acknowledged", async () =>
            {
                try
                {
                    return await cloud.Connection.S3.PutObjectAsync(
                        new PutObjectRequest { BucketName = cloud.Product.DataBucket, Key = $"incoming/ridership/{name}", ContentBody = content }, Token);
                }
                catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or ObjectDisposedException)
                {
                    // It is being killed or started.
                    return null;
                }
            });
        }
    }

    private static async Task CheckKeptAsync(CloudProcess cloud, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (name, content) in files)
        {
            using var kept = await cloud.Connection.S3.GetObjectAsync(cloud.Product.DataBucket, $"incoming/ridership/{name}", Token);
            Assert.Equal(content, await new StreamReader(kept.ResponseStream).ReadToEndAsync(Token));
        }
    }
}
