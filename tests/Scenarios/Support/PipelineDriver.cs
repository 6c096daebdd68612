using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.EventBridge.Model;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SageMaker.Model;
using Amazon.SageMakerRuntime.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Runs;
using Mlops.Domain.Deployment;
using Mlops.Domain.Json;

namespace Scenarios.Support;

/// <summary>Drives a pipeline as its users do, through the cloud's APIs, and reads what became of it: ridership, unless another is named.</summary>
internal sealed class PipelineDriver(IDeployedApp cloud, string pipeline = PipelineDriver.Pipeline)
{
    public const string Pipeline = "ridership";
    public const string Endpoint = "mlops-ridership";

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Machine => cloud.Product.Pipelines[pipeline];

    private string MonitorMachine => cloud.Product.MonitorMachine(pipeline);

    public Task PutAsync(IReadOnlyDictionary<string, string> files) => Parallel.ForEachAsync(files, Token, async (file, token) =>
    {
        await cloud.Connection.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = cloud.Product.DataBucket, Key = $"incoming/{pipeline}/{file.Key}", ContentBody = file.Value, ContentType = "text/csv" },
            token);
    });

    /// <summary>Labels that came true.</summary>
    public Task PutTruthAsync(string name, string content) => cloud.Connection.S3.PutObjectAsync(
        new PutObjectRequest { BucketName = cloud.Product.DataBucket, Key = $"truth/{pipeline}/{name}", ContentBody = content, ContentType = "text/csv" }, Token);

    public Task PutAsync(string name, string content) => PutAsync(new Dictionary<string, string> { [name] = content });

    /// <summary>Uploads and follows what that starts: usually one run, two when the files came across a window's edge.</summary>
    public async Task<IReadOnlyList<EndedRun>> UploadAllAsync(IReadOnlyDictionary<string, string> files)
    {
        await PutAsync(files);
        var started = await StartedAsync();
        return await EndedAsync(started);
    }

    /// <summary>Uploads and follows; the run that did the work, whatever edge the files came across.</summary>
    public async Task<EndedRun> UploadAsync(IReadOnlyDictionary<string, string> files)
    {
        var runs = await UploadAllAsync(files);
        return runs.FirstOrDefault(run => run.Record?.Steps.Count > 0) ?? runs[0];
    }

    /// <summary>Starts a run by hand; <paramref name="cause"/> <c>upload</c> stands for a window's trigger. A forced run executes every step, unless it is to take what the cache has.</summary>
    public async Task<string> StartAsync(string request, bool force = false, string cause = "manual", string? cache = null, string? only = null)
    {
        var input = new JsonObject
        {
            ["pipeline"] = pipeline,
            ["cause"] = cause,
            ["request"] = request,
            ["notBefore"] = "2020-01-01T00:00:00Z",
            ["force"] = force,
            ["parameters"] = new JsonObject(),
            ["requestedBy"] = null,
            ["from"] = null,
            ["only"] = only,
            ["cache"] = cache ?? (force ? "off" : "on"),
            ["override"] = null,
        };
        var started = await cloud.Connection.StepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = Machine, Name = request, Input = input.ToJsonString() }, Token);
        _known.Add(started.ExecutionArn);
        return started.ExecutionArn;
    }

    /// <summary>Puts a request on the product's bus; the execution that it is said to start.</summary>
    public async Task<string> RequestAsync(JsonObject detail, string source = "test.scenarios")
    {
        var entry = new PutEventsRequestEntry { EventBusName = cloud.Product.Bus, Source = source, DetailType = "mlops.retrain.requested", Detail = detail.ToJsonString() };
        var answer = await cloud.Connection.Events.PutEventsAsync(new PutEventsRequest { Entries = [entry] }, Token);
        Assert.Equal(0, answer.FailedEntryCount);
        var id = detail["requestId"]?.ToString() ?? answer.Entries[0].EventId;
        return $"{Machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal)}:{detail["cause"]?.ToString() ?? "manual"}-{id}";
    }

    /// <summary>Waits until an execution of this name exists.</summary>
    public async Task<string> ThereAsync(string execution)
    {
        await Until.FoundAsync($"{execution} to start", async () => (await ExecutionsAsync()).Contains(execution) ? execution : null);
        _known.Add(execution);
        return execution;
    }

    /// <summary>Starts a monitoring by hand and follows it to its end.</summary>
    public async Task<DescribeExecutionResponse> MonitorAsync(string request) => await MonitoringEndedAsync(await StartMonitorAsync(request));

    public async Task<string> StartMonitorAsync(string request)
    {
        var input = new JsonObject { ["pipeline"] = pipeline, ["scheduledAt"] = "2020-01-01T00:00:00Z" };
        var started = await cloud.Connection.StepFunctions.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = MonitorMachine, Name = request, Input = input.ToJsonString() }, Token);
        return started.ExecutionArn;
    }

    public Task<DescribeExecutionResponse> MonitoringEndedAsync(string execution) => Until.FoundAsync($"{execution} to end", async () =>
        await DescribeAsync(execution) is { } described && described.Status != ExecutionStatus.RUNNING ? described : null);

    /// <summary>Writes a document of the artifacts bucket over whatever is there.</summary>
    public Task WriteAsync<T>(string key, T value, JsonTypeInfo<T> type) => cloud.Connection.S3.PutObjectAsync(
        new PutObjectRequest { BucketName = cloud.Product.ArtifactsBucket, Key = key, ContentBody = JsonSerializer.Serialize(value, type), ContentType = "application/json" }, Token);

    /// <summary>The executions that were started since the last look, at least one.</summary>
    public Task<IReadOnlyList<string>> StartedAsync() => Until.FoundAsync<IReadOnlyList<string>>("an execution to start", async () =>
    {
        var fresh = (await ExecutionsAsync()).Where(_known.Add).ToList();
        return fresh.Count > 0 ? fresh : null;
    });

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<string>> ExecutionsAsync() => ExecutionsAsync(Machine);

    /// <summary>The monitorings that were started since the last look, at least one, once they have ended.</summary>
    public async Task<IReadOnlyList<DescribeExecutionResponse>> MonitoringsAsync()
    {
        var started = await Until.FoundAsync<IReadOnlyList<string>>("a monitoring to start", async () =>
        {
            var fresh = (await ExecutionsAsync(MonitorMachine)).Where(_known.Add).ToList();
            return fresh.Count > 0 ? fresh : null;
        });
        var ended = new List<DescribeExecutionResponse>();
        foreach (var execution in started)
        {
            ended.Add(await MonitoringEndedAsync(execution));
        }

        return ended;
    }

    private async Task<IReadOnlyList<string>> ExecutionsAsync(string machine)
    {
        var listed = await cloud.Connection.StepFunctions.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = machine }, Token);
        return [.. (listed.Executions ?? []).OrderBy(execution => execution.StartDate).Select(execution => execution.ExecutionArn)];
    }

    public Task<EndedRun> EndedAsync(string execution) => Until.FoundAsync($"{execution} to end", async () =>
    {
        var described = await DescribeAsync(execution);
        return described.Status == ExecutionStatus.RUNNING ? null : new EndedRun(described, await RecordAsync(execution));
    });

    public Task<DescribeExecutionResponse> DescribeAsync(string execution) =>
        cloud.Connection.StepFunctions.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution }, Token);

    /// <summary>Waits until an execution is in a state, whichever it came from.</summary>
    public Task EnteredAsync(string execution, string state) => Until.FoundAsync($"{execution} to enter {state}", async () =>
    {
        var states = await StatesAsync(execution);
        Assert.True(states.Contains(state) || (await DescribeAsync(execution)).Status == ExecutionStatus.RUNNING, $"{execution} ended without entering {state}: {string.Join(", ", states)}");
        return states.Contains(state) ? state : null;
    });

    /// <summary>The states that an execution has entered, in order.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync(string execution)
    {
        var history = await cloud.Connection.StepFunctions.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = execution, MaxResults = 1000, IncludeExecutionData = false }, Token);
        return [.. history.Events.Select(item => item.StateEnteredEventDetails?.Name).OfType<string>()];
    }

    public Task StopAsync(string execution) =>
        cloud.Connection.StepFunctions.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = execution, Error = "Stopped", Cause = "The test stops it." }, Token);

    /// <summary>The record that a run of this execution is said to have, once it is closed.</summary>
    public Task<EndedRun> ClosedAsync(string execution) => Until.FoundAsync($"run.json of {execution} to be closed", async () =>
        await RecordAsync(execution) is { Outcome: not null } record ? new EndedRun(await DescribeAsync(execution), record) : null);

    /// <summary>Waits until nobody holds the lease; it may be released a moment after an execution was stopped.</summary>
    public Task<Lease> FreeAsync(string lease) => Until.FoundAsync($"lease {lease} to be free", async () =>
        await ReadAsync($"leases/{pipeline}/{lease}.json", DomainJson.Wire.Lease) is { IsFree: true } free ? free : null);

    public Task<ChampionPointer?> ChampionAsync() => ReadAsync($"champions/{pipeline}.json", DomainJson.Wire.ChampionPointer);

    /// <summary>Null when there is no endpoint.</summary>
    public async Task<DescribeEndpointResponse?> EndpointAsync()
    {
        try
        {
            return await cloud.Connection.SageMaker.DescribeEndpointAsync(new DescribeEndpointRequest { EndpointName = $"mlops-{pipeline}" }, Token);
        }
        catch (Amazon.SageMaker.AmazonSageMakerException e) when (e.Message.Contains("Could not find", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>The endpoint once nothing changes it any more.</summary>
    public Task<DescribeEndpointResponse> RestingAsync() => Until.FoundAsync("the endpoint to be at rest", async () =>
        await EndpointAsync() is { } endpoint && endpoint.EndpointStatus.Value is "InService" or "Failed" ? endpoint : null);

    public async Task<int> TrainingsAsync() =>
        (await cloud.Connection.SageMaker.ListTrainingJobsAsync(new ListTrainingJobsRequest { MaxResults = 100 }, Token)).TrainingJobSummaries?
            .Count(job => job.TrainingJobName.StartsWith($"{pipeline}-", StringComparison.Ordinal)) ?? 0;

    /// <summary>The endpoint's predictions: numbers, or of classes the probabilities.</summary>
    public async Task<double[]> PredictAsync(string csv)
    {
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var response = await cloud.Connection.SageMakerRuntime.InvokeEndpointAsync(
            new InvokeEndpointRequest { EndpointName = $"mlops-{pipeline}", Body = body, ContentType = "text/csv", Accept = "application/json" }, Token);
        return [.. JsonNode.Parse(response.Body)!["predictions"]!.AsArray().Select(value => (value is JsonObject classified ? classified["score"] : value)!.GetValue<double>())];
    }

    /// <summary>A document of the artifacts bucket; null when there is none.</summary>
    public async Task<T?> ReadAsync<T>(string key, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using var response = await cloud.Connection.S3.GetObjectAsync(cloud.Product.ArtifactsBucket, key, Token);
            return await JsonSerializer.DeserializeAsync(response.ResponseStream, type, Token);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<EndedRun>> EndedAsync(IReadOnlyList<string> started)
    {
        var runs = new List<EndedRun>();
        for (var open = started; open.Count > 0; open = [.. (await ExecutionsAsync()).Where(_known.Add)])
        {
            foreach (var execution in open)
            {
                runs.Add(await EndedAsync(execution));
            }
        }

        return runs;
    }

    private async Task<Mlops.Domain.Runs.RunRecord?> RecordAsync(string execution) =>
        (await new RunArchive(cloud.Connection.S3, cloud.Product.ArtifactsBucket).NewestAsync(pipeline, 20, Token)).FirstOrDefault(run => run.Execution == execution);
}
