using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SageMaker.Model;
using Amazon.SageMakerRuntime.Model;
using Amazon.StepFunctions.Model;
using LocalCloud.Time;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Mlops.Cli.Runs;
using Mlops.Domain.Contracts;
using Mlops.Domain.Deployment;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Training;

namespace Mlops.Cli.Demo;

/// <summary>
/// Where the stories play: one cloud with the app, and what a user does with it. Everything is asked of the cloud through its
/// APIs; nothing is assumed.
/// </summary>
internal sealed class Stage : IDisposable
{
    public const string Pipeline = "ridership";
    public const string Endpoint = "mlops-ridership";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan AlarmLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AlarmStep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterDeployment = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    private readonly AppCloud _cloud;
    private readonly TimeProvider _clock;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _opened;

    private Stage(AppCloud cloud, Product product, Connection connection, RidershipSample sample, Narrator narrator, TimeProvider clock)
    {
        (_cloud, Product, Connection, Sample, Narrator, _clock) = (cloud, product, connection, sample, narrator, clock);
        _opened = CloudClock.GetUtcNow();
        _opened = CloudClock.GetUtcNow();
    }

    public Product Product { get; }

    public Connection Connection { get; }

    public RidershipSample Sample { get; }

    public Narrator Narrator { get; }

    private VirtualTimeProvider CloudClock => _cloud.Clock ?? throw new InvalidOperationException("The demo's cloud has a clock of its own.");

    private string RetrainMachine => Product.Pipelines[Pipeline];

    private string MonitorMachine => Product.MonitorMachine(Pipeline);

    public static async Task<Stage> OpenAsync(AppCloud cloud, RidershipSample sample, Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        var connection = cloud.Connect();
        return new Stage(cloud, await Product.FindAsync(connection, cancellationToken), connection, sample, narrator, clock);
    }

    public void Dispose() => Connection.Dispose();

    /// <summary>Uploads under a prefix of the data bucket, all at once.</summary>
    public async Task DropAsync(string prefix, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(files, cancellationToken, async (file, token) =>
        {
            using var body = new MemoryStream(Encoding.UTF8.GetBytes(file.Value));
            await Connection.S3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = Product.DataBucket,
                    Key = $"{prefix}/{Pipeline}/{file.Key}",
                    InputStream = body,
                    ContentType = "text/csv",
                    ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
                },
                token);
        });
        Narrator.Say($"{files.Count} {(files.Count == 1 ? "file" : "files")} dropped into s3://{Product.DataBucket}/{prefix}/{Pipeline}/");
    }

    /// <summary>Moves the cloud's clock to the next full day since the app was there; whatever falls due on the way happens at its own time.</summary>
    /// <remarks>The schedules count from the same time: what they start comes last, so that the clock does not run past its timeouts while it works.</remarks>
    public async Task PassDayAsync(string what, CancellationToken cancellationToken)
    {
        var passed = CloudClock.GetUtcNow() - _opened;
        await CloudClock.AdvanceAsync(Day - new TimeSpan(passed.Ticks % Day.Ticks), cancellationToken);
        Narrator.Say($"{what}: the cloud's clock shows {CloudClock.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}");
    }

    /// <summary>Follows every retraining that has started since the last look until all have ended; their records, oldest first.</summary>
    public async Task<IReadOnlyList<RunRecord>> WatchRunsAsync(string how, CancellationToken cancellationToken)
    {
        var archive = new RunArchive(Connection.S3, Product.ArtifactsBucket);
        var runs = new List<RunRecord>();
        foreach (var execution in await AwaitAsync(RetrainMachine, how, cancellationToken))
        {
            await FollowAsync(execution, cancellationToken);
            if ((await archive.NewestAsync(Pipeline, 20, cancellationToken)).FirstOrDefault(found => found.Execution == execution) is { } run)
            {
                Tell(run);
                runs.Add(run);
            }
        }

        if (runs.Any(run => run.Outcome is RunOutcome.Deployed))
        {
            // Captured requests tell their second only: those of the promotion's own second are not the new champion's.
            await CloudClock.AdvanceAsync(AfterDeployment, cancellationToken);
        }

        return runs;
    }

    /// <summary>Retrainings that have started since the last look; none is an answer too.</summary>
    public Task<IReadOnlyList<string>> StartedRunsAsync(CancellationToken cancellationToken) => FreshAsync(RetrainMachine, cancellationToken);

    /// <summary>True when a retraining whose name starts so is there that was not followed yet.</summary>
    public async Task<bool> HasStartedAsync(string name, CancellationToken cancellationToken)
    {
        var listed = await Connection.StepFunctions.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = RetrainMachine }, cancellationToken);
        return listed.Executions.Any(execution => !_seen.Contains(execution.ExecutionArn) && execution.Name.StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>Waits for the day's monitoring, whatever it finds.</summary>
    public async Task MonitorEndedAsync(CancellationToken cancellationToken)
    {
        foreach (var execution in await AwaitAsync(MonitorMachine, "EventBridge schedule → monitor Lambda", cancellationToken))
        {
            await FollowAsync(execution, cancellationToken);
        }
    }

    /// <summary>Follows the monitoring that the schedule has started, and reads what it found and what was done about it.</summary>
    public async Task<Monitoring> WatchMonitorAsync(CancellationToken cancellationToken)
    {
        var execution = (await AwaitAsync(MonitorMachine, "EventBridge schedule → monitor Lambda", cancellationToken))[^1];
        var ended = await FollowAsync(execution, cancellationToken);
        var state = JsonNode.Parse(ended.Output ?? "{}")!;
        if (state["plan"]?["monitor"]?.ToString() is not { } id || state["response"] is null)
        {
            throw new CliException($"The monitoring {ended.Name} ended {ended.Status} without findings: {ended.Error} {ended.Cause}", ExitCode.Failure);
        }

        var monitoring = new Monitoring(id, state["findings"]!.AsObject(), state["response"]!.AsObject());
        Narrator.Say($"monitoring {id}: {monitoring.Rows} requests judged, {(monitoring.IsDrift ? "drift" : "no drift")}; response: {monitoring.Response}");
        monitoring.Reasons.ToList().ForEach(reason => Narrator.Say($"  {reason}"));
        return monitoring;
    }

    /// <summary>Asks the endpoint for a year, month by month as clients would; its error on what came true.</summary>
    public async Task<Prediction> PredictAsync(string run, int year, CancellationToken cancellationToken)
    {
        var metrics = new RegressionMetrics();
        var rows = 0;
        foreach (var (csv, truth) in Sample.Questions(year))
        {
            using var body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
            var response = await Connection.SageMakerRuntime.InvokeEndpointAsync(
                new InvokeEndpointRequest { EndpointName = Endpoint, Body = body, ContentType = "text/csv", Accept = "application/json" }, cancellationToken);
            var predictions = JsonNode.Parse(response.Body)!["predictions"]!.AsArray().Select(value => value!.GetValue<double>()).ToArray();
            rows += predictions.Length == truth.Length && predictions.All(double.IsFinite) ? truth.Length : 0;
            foreach (var (actual, predicted) in truth.Zip(predictions))
            {
                metrics.Add(actual, predicted);
            }
        }

        var measured = metrics.Result() is MetricsResult.Measured result
            ? result.Metrics
            : throw new CliException("The endpoint's predictions cannot be measured: some are not finite.", ExitCode.Failure);
        Narrator.Say(string.Create(CultureInfo.InvariantCulture, $"the endpoint predicted {rows} days of {year}: mae {measured["mae"]:0.000} thousand, r2 {measured["r2"]:0.000}"));
        return new Prediction(run, year, rows, measured);
    }

    public async Task<int> CountTrainingsAsync(CancellationToken cancellationToken) =>
        (await Connection.SageMaker.ListTrainingJobsAsync(new ListTrainingJobsRequest { MaxResults = 100 }, cancellationToken)).TrainingJobSummaries.Count;

    public async Task<bool> IsApprovedAsync(string? package, CancellationToken cancellationToken) =>
        package is not null
        && (await Connection.SageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = package }, cancellationToken)).ModelApprovalStatus
            == Amazon.SageMaker.ModelApprovalStatus.Approved;

    /// <summary>True when the champion pointer and the endpoint both name this run's model.</summary>
    public async Task<bool> ServesAsync(string? run, CancellationToken cancellationToken)
    {
        var pointer = await ReadAsync($"champions/{Pipeline}.json", DomainJson.Wire.ChampionPointer, cancellationToken);
        var endpoint = await Connection.SageMaker.DescribeEndpointAsync(new DescribeEndpointRequest { EndpointName = Endpoint }, cancellationToken);
        return run is not null && pointer is ChampionPointer champion && champion.Run == run
            && endpoint.EndpointStatus == Amazon.SageMaker.EndpointStatus.InService && endpoint.EndpointConfigName == champion.Config;
    }

    /// <summary>True once an alarm is in a state; the clock is moved on until then, and it is false where it does not get there in time.</summary>
    public async Task<bool> AlarmIsAsync(string alarm, string state, CancellationToken cancellationToken)
    {
        var started = CloudClock.GetTimestamp();
        while (CloudClock.GetElapsedTime(started) < AlarmLimit)
        {
            var described = await Connection.CloudWatch.DescribeAlarmsAsync(
                new Amazon.CloudWatch.Model.DescribeAlarmsRequest { AlarmNames = [alarm], AlarmTypes = ["MetricAlarm", "CompositeAlarm"] }, cancellationToken);
            var states = (described.MetricAlarms ?? []).Select(found => found.StateValue).Concat((described.CompositeAlarms ?? []).Select(found => found.StateValue));
            if (states.Any(found => found?.Value == state))
            {
                Narrator.Say($"CloudWatch alarm {alarm}: {state}");
                return true;
            }

            await CloudClock.AdvanceToNextAsync(AlarmStep, cancellationToken);
        }

        return false;
    }

    /// <summary>True when what a contract dropped lies where the run's record says.</summary>
    public async Task<bool> IsQuarantinedAsync(ContractReport? data, CancellationToken cancellationToken)
    {
        if (data?.Quarantine is not { } folder)
        {
            return false;
        }

        var listed = await Connection.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Product.DataBucket, Prefix = folder }, cancellationToken);
        return (listed.S3Objects ?? []).Select(item => item.Key[folder.Length..]).ToHashSet().SetEquals(["rows.csv", "report.json", "report.html"]);
    }

    /// <summary>A document of the artifacts bucket; null when there is none.</summary>
    public async Task<T?> ReadAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await Connection.S3.GetObjectAsync(Product.ArtifactsBucket, key, cancellationToken);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, type, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private Task<DescribeExecutionResponse> FollowAsync(string execution, CancellationToken cancellationToken) =>
        new WaitSkipper(Connection.StepFunctions, [RetrainMachine, MonitorMachine], CloudClock, _clock).WhileAsync(
            new RunFollower(Connection.StepFunctions, _clock, Narrate) { Look = Look }.FollowAsync(execution, cancellationToken), execution, cancellationToken);

    private async Task<IReadOnlyList<string>> AwaitAsync(string machine, string how, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        while (_clock.GetElapsedTime(started) < Limit)
        {
            if (await FreshAsync(machine, cancellationToken) is { Count: > 0 } fresh)
            {
                Narrator.Say($"{how} → {string.Join(", ", fresh.Select(arn => arn[(arn.LastIndexOf(':') + 1)..]))}");
                return fresh;
            }

            await Task.Delay(Look, _clock, cancellationToken);
        }

        throw new CliException($"No execution of {machine} started within {Limit.TotalSeconds} s.", ExitCode.Failure);
    }

    private async Task<IReadOnlyList<string>> FreshAsync(string machine, CancellationToken cancellationToken)
    {
        var listed = await Connection.StepFunctions.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = machine }, cancellationToken);
        return [.. listed.Executions.Where(execution => _seen.Add(execution.ExecutionArn)).OrderBy(execution => execution.StartDate).Select(execution => execution.ExecutionArn)];
    }

    private void Narrate(FollowedEvent progress)
    {
        var indent = new string(' ', 2 + (2 * progress.Depth));
        switch (progress)
        {
            case FollowedEvent.StateEntered { TakesTime: true }:
                Narrator.Aside($"{indent}{progress.State}");
                break;
            case FollowedEvent.JobSubmitted job:
                Narrator.Aside($"{indent}  {job.Job}");
                break;
        }
    }

    private void Tell(RunRecord run)
    {
        Narrator.Say($"run {run.Run}: {run.Outcome?.ToString().ToLowerInvariant() ?? "open"}{(run.Error is { } error ? $" ({error.Error}: {error.Cause})" : "")}");
        if (run.Dataset is { } data)
        {
            Narrator.Say(string.Create(CultureInfo.InvariantCulture, $"  data: {data.Files} files, {data.Bytes:N0} bytes{(data.SameAs is { } same ? $", the same as run {same}" : "")}"));
        }

        if (run.Gate is { } gate)
        {
            Narrator.Say($"  gate: {gate.Verdict.ToString().ToLowerInvariant()}");
            gate.Reasons.ToList().ForEach(reason => Narrator.Say($"    {reason}"));
        }
    }
}
