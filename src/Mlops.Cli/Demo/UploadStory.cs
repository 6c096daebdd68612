using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SageMaker.Model;
using Amazon.SageMakerRuntime.Model;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Mlops.Cli.Runs;
using Mlops.Domain.Deployment;
using Mlops.Domain.Evaluation;
using Mlops.Domain.Json;
using Mlops.Domain.Runs;
using Mlops.Domain.Training;

namespace Mlops.Cli.Demo;

/// <summary>
/// Three years of data arrive in a burst and become a served model; the next year arrives and challenges it. Everything is
/// asked of the cloud through its APIs; nothing is assumed.
/// </summary>
internal sealed class UploadStory(AppCloud cloud, RidershipSample sample, Narrator narrator, TimeProvider clock) : IDisposable
{
    private const string Pipeline = "ridership";
    private const int FirstYear = 2001;
    private const int LastTrainingYear = 2003;
    private const int NextYear = 2004;
    private const int YearAfter = 2005;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Connection _connection = cloud.Connect();
    private readonly List<Check> _checks = [];
    private readonly List<RunRecord> _runs = [];
    private readonly List<Prediction> _predictions = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public async Task<StoryResult> PlayAsync(CancellationToken cancellationToken)
    {
        var started = narrator.Elapsed;
        var product = await Product.FindAsync(_connection, cancellationToken);

        narrator.Title($"{FirstYear} to {LastTrainingYear} arrive, all at once");
        await DropAsync(product, sample.Months(FirstYear, LastTrainingYear), cancellationToken);
        var first = await WatchAsync(product, cancellationToken);
        await CheckFirstAsync(product, first, cancellationToken);
        if (first is { Outcome: RunOutcome.Deployed })
        {
            await PredictAsync(first.Run, NextYear, cancellationToken);

            narrator.Title($"{NextYear} arrives");
            await DropAsync(product, sample.Months(NextYear, NextYear), cancellationToken);
            var second = await WatchAsync(product, cancellationToken);
            await CheckSecondAsync(product, first, second, cancellationToken);
            await PredictAsync(second?.Outcome is RunOutcome.Deployed ? second.Run : first.Run, YearAfter, cancellationToken);
        }

        using var self = Process.GetCurrentProcess();
        return new StoryResult
        {
            Story = "upload",
            Checks = _checks,
            Runs = _runs,
            Predictions = _predictions,
            Seconds = (narrator.Elapsed - started).TotalSeconds,
            JobSeconds = cloud.Host.JobTime.TotalSeconds,
            PeakMemoryMiB = self.PeakWorkingSet64 / (double)(1 << 20),
        };
    }

    public void Dispose() => _connection.Dispose();

    private async Task DropAsync(Product product, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(files, cancellationToken, async (file, token) =>
        {
            using var body = new MemoryStream(Encoding.UTF8.GetBytes(file.Value));
            await _connection.S3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = product.DataBucket,
                    Key = $"incoming/{Pipeline}/{file.Key}",
                    InputStream = body,
                    ContentType = "text/csv",
                    ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
                },
                token);
        });
        narrator.Say($"{files.Count} files dropped into s3://{product.DataBucket}/incoming/{Pipeline}/");
    }

    /// <summary>Follows every execution that the drop starts until all have ended; the record of the one that trained.</summary>
    private async Task<RunRecord?> WatchAsync(Product product, CancellationToken cancellationToken)
    {
        var archive = new RunArchive(_connection.S3, product.ArtifactsBucket);
        RunRecord? trained = null;
        foreach (var execution in await AwaitExecutionsAsync(product, cancellationToken))
        {
            await new RunFollower(_connection.StepFunctions, clock, Narrate).FollowAsync(execution, cancellationToken);
            var run = (await archive.NewestAsync(Pipeline, 20, cancellationToken)).FirstOrDefault(found => found.Execution == execution);
            if (run is not null)
            {
                Tell(run);
                _runs.Add(run);
                trained = run.Steps.Count > 0 ? run : trained;
            }
        }

        return trained;
    }

    private void Narrate(FollowedEvent progress)
    {
        var indent = new string(' ', 2 + (2 * progress.Depth));
        switch (progress)
        {
            case FollowedEvent.StateEntered { TakesTime: true }:
                narrator.Aside($"{indent}{progress.State}");
                break;
            case FollowedEvent.JobSubmitted job:
                narrator.Aside($"{indent}  {job.Job}");
                break;
        }
    }

    private void Tell(RunRecord run)
    {
        narrator.Say($"run {run.Run}: {run.Outcome?.ToString().ToLowerInvariant() ?? "open"}{(run.Error is { } error ? $" ({error.Error}: {error.Cause})" : "")}");
        if (run.Dataset is { } data)
        {
            narrator.Say(string.Create(CultureInfo.InvariantCulture, $"  data: {data.Files} files, {data.Bytes:N0} bytes{(data.SameAs is { } same ? $", the same as run {same}" : "")}"));
        }

        if (run.Gate is { } gate)
        {
            narrator.Say($"  gate: {gate.Verdict.ToString().ToLowerInvariant()}");
            gate.Reasons.ToList().ForEach(reason => narrator.Say($"    {reason}"));
        }
    }

    private async Task<IReadOnlyList<string>> AwaitExecutionsAsync(Product product, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < StartLimit)
        {
            var listed = await _connection.StepFunctions.ListExecutionsAsync(
                new ListExecutionsRequest { StateMachineArn = product.Pipelines[Pipeline] }, cancellationToken);
            var fresh = listed.Executions.Where(execution => _seen.Add(execution.ExecutionArn)).OrderBy(execution => execution.StartDate).ToList();
            if (fresh.Count > 0)
            {
                narrator.Say($"EventBridge → upload Lambda → {string.Join(", ", fresh.Select(execution => execution.Name))}");
                return [.. fresh.Select(execution => execution.ExecutionArn)];
            }

            await Task.Delay(Look, clock, cancellationToken);
        }

        throw new CliException($"No execution started within {StartLimit.TotalSeconds} s of the upload.", ExitCode.Failure);
    }

    private async Task CheckFirstAsync(Product product, RunRecord? run, CancellationToken cancellationToken)
    {
        Expect("one burst of 36 files made one training", await CountTrainingsAsync(cancellationToken) == 1);
        Expect("the gate passed the model and said why", run?.Gate is { Verdict: GateDecision.Passed, Reasons.Count: > 0 });
        Expect("the model is registered and approved", await IsApprovedAsync(run?.Package, cancellationToken));
        Expect("the endpoint serves this run's model", await ServesAsync(product, run, cancellationToken));
    }

    private async Task CheckSecondAsync(Product product, RunRecord first, RunRecord? second, CancellationToken cancellationToken)
    {
        Expect("the further year made one more training", await CountTrainingsAsync(cancellationToken) == 2);
        var evaluation = second is null ? null : await ReadAsync(product, $"runs/{Pipeline}/{second.Run}/evaluate/evaluation.json", DomainJson.Wire.EvaluationReport, cancellationToken);
        Expect("challenger and champion were measured on the same holdout", evaluation?.Champion?.Run == first.Run);
        Expect(
            "the challenger replaced the champion, or was refused with the reason",
            second is { Outcome: RunOutcome.Deployed } or { Outcome: RunOutcome.Refused, Gate.Reasons.Count: > 0 });
        Expect("the endpoint serves the winner", await ServesAsync(product, second?.Outcome is RunOutcome.Deployed ? second : first, cancellationToken));
    }

    private async Task<int> CountTrainingsAsync(CancellationToken cancellationToken) =>
        (await _connection.SageMaker.ListTrainingJobsAsync(new ListTrainingJobsRequest { MaxResults = 100 }, cancellationToken)).TrainingJobSummaries.Count;

    private async Task<bool> IsApprovedAsync(string? package, CancellationToken cancellationToken) =>
        package is not null
        && (await _connection.SageMaker.DescribeModelPackageAsync(new DescribeModelPackageRequest { ModelPackageName = package }, cancellationToken)).ModelApprovalStatus
            == Amazon.SageMaker.ModelApprovalStatus.Approved;

    private async Task<bool> ServesAsync(Product product, RunRecord? run, CancellationToken cancellationToken)
    {
        var pointer = await ReadAsync(product, $"champions/{Pipeline}.json", DomainJson.Wire.ChampionPointer, cancellationToken);
        var endpoint = await _connection.SageMaker.DescribeEndpointAsync(new DescribeEndpointRequest { EndpointName = $"mlops-{Pipeline}" }, cancellationToken);
        return run is not null && pointer is ChampionPointer champion && champion.Run == run.Run
            && endpoint.EndpointStatus == Amazon.SageMaker.EndpointStatus.InService && endpoint.EndpointConfigName == champion.Config;
    }

    private async Task PredictAsync(string run, int year, CancellationToken cancellationToken)
    {
        var (csv, truth) = sample.Year(year);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var response = await _connection.SageMakerRuntime.InvokeEndpointAsync(
            new InvokeEndpointRequest { EndpointName = $"mlops-{Pipeline}", Body = body, ContentType = "text/csv", Accept = "application/json" }, cancellationToken);
        var predictions = JsonNode.Parse(response.Body)!["predictions"]!.AsArray().Select(value => value!.GetValue<double>()).ToArray();
        Expect($"the endpoint answered every row of {year}", predictions.Length == truth.Length && predictions.All(double.IsFinite));

        var metrics = Metrics(truth, predictions);
        _predictions.Add(new Prediction(run, year, truth.Length, metrics));
        narrator.Say(string.Create(CultureInfo.InvariantCulture, $"the endpoint predicted {truth.Length} days of {year}: mae {metrics["mae"]:0.000} thousand, r2 {metrics["r2"]:0.000}"));
    }

    private static IReadOnlyDictionary<string, double> Metrics(double[] truth, double[] predictions)
    {
        var metrics = new RegressionMetrics();
        foreach (var (actual, predicted) in truth.Zip(predictions))
        {
            metrics.Add(actual, predicted);
        }

        return metrics.Result() is MetricsResult.Measured measured
            ? measured.Metrics
            : throw new CliException("The endpoint's predictions cannot be measured: some are not finite.", ExitCode.Failure);
    }

    private async Task<T?> ReadAsync<T>(
        Product product, string key, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            using var response = await _connection.S3.GetObjectAsync(product.ArtifactsBucket, key, cancellationToken);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, type, cancellationToken);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private void Expect(string text, bool ok)
    {
        _checks.Add(new Check(text, ok));
        narrator.Say($"{(ok ? "✓" : "✗")} {text}");
    }
}
