using System.Globalization;
using System.Text.Json.Nodes;
using Amazon.S3.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Mlops.Cli.Runs;
using Mlops.Domain.Runs;

namespace Mlops.Bench.Cache;

/// <summary>The ridership pipeline in a LocalCloud of its own, whose runs are started one after the other.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private const string Name = "ridership";

    private readonly AppCloud _cloud;
    private readonly string _folder;
    private readonly Connection _connection;
    private readonly Product _product;
    private int _runs;

    private Pipeline(AppCloud cloud, string folder, Connection connection, Product product) =>
        (_cloud, _folder, _connection, _product) = (cloud, folder, connection, product);

    public static async Task<Pipeline> StartAsync(string root)
    {
        var folder = Directory.CreateTempSubdirectory("mlops-bench-cache-").FullName;
        var options = new LocalOptions { Port = 0, Account = LocalOptions.DefaultAccount, Region = LocalOptions.DefaultRegion };
        var state = Directory.CreateDirectory(Path.Combine(folder, "state")).FullName;

        // Ahead of the real time, so that the clock can be moved; it flows as the real one does, and so the jobs take their time.
        await File.WriteAllTextAsync(Path.Combine(state, "clock"), TimeProvider.System.GetUtcNow().AddDays(1).ToString("O", CultureInfo.InvariantCulture));
        var cloud = await AppCloud.StartAsync(new Workspace(root), state, options, Console.Error.WriteLine, CancellationToken.None);
        var connection = cloud.Connect();

        // Every run here is started by name: uploads start none.
        var rules = await connection.Events.ListRulesAsync(new());
        foreach (var rule in (rules.Rules ?? []).Where(rule => rule.EventPattern?.Contains("Object Created", StringComparison.Ordinal) == true))
        {
            await connection.Events.DisableRuleAsync(new() { Name = rule.Name });
        }

        return new Pipeline(cloud, folder, connection, await Product.FindAsync(connection, CancellationToken.None));
    }

    /// <summary>Uploads, and lets the uploads settle.</summary>
    public async Task PutAsync(params IReadOnlyList<(string Name, string Content)> files)
    {
        foreach (var (name, content) in files)
        {
            await _connection.S3.PutObjectAsync(
                new PutObjectRequest { BucketName = _product.DataBucket, Key = $"incoming/{Name}/{name}", ContentBody = content, ContentType = "text/csv" });
        }

        await _cloud.Clock!.AdvanceAsync(TimeSpan.FromMinutes(5), CancellationToken.None);
    }

    /// <summary>Runs to the end, forced, with hyperparameters of its own where some are given.</summary>
    public async Task<RunRecord> RunAsync(bool cache, params (string Name, string Value)[] hyperparameters)
    {
        var request = $"manual-bench-{++_runs}";
        var input = new JsonObject
        {
            ["pipeline"] = Name,
            ["cause"] = "manual",
            ["request"] = request,
            ["notBefore"] = "2020-01-01T00:00:00Z",
            ["force"] = true,
            ["parameters"] = new JsonObject(hyperparameters.Select(each => KeyValuePair.Create($"hyperparameters.{each.Name}", (JsonNode?)each.Value))),
            ["requestedBy"] = null,
            ["from"] = null,
            ["only"] = null,
            ["cache"] = cache ? "on" : "off",
        };
        var started = await _connection.StepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = _product.Pipelines[Name], Name = request, Input = input.ToJsonString() });
        while ((await _connection.StepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn })).Status == ExecutionStatus.RUNNING)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        var runs = await new RunArchive(_connection.S3, _product.ArtifactsBucket).NewestAsync(Name, 50, CancellationToken.None);
        var run = runs.Single(each => each.Execution == started.ExecutionArn);
        return run.Outcome is RunOutcome.Deployed or RunOutcome.Refused ? run : throw new InvalidOperationException($"{run.Run} ended {run.Outcome}: {run.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _cloud.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
