using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.StepFunctions;
using LocalCloud.Storage;

namespace LocalCloud.Tests.StepFunctions;

/// <summary>An engine on a store in a temporary folder, with scripted other services; it can be killed and opened again.</summary>
internal sealed class StepFunctionsFixture : IApi, IAuthorizer, IEventPublisher, IAsyncDisposable
{
    public const string RoleArn = "arn:aws:iam::000000000000:role/machine";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("states").FullName;
    private readonly SemaphoreSlim _changed = new(0);
    private DocumentStore? _store;
    private StepFunctionsEngine? _engine;

    private readonly TimeProvider _time;

    public StepFunctionsFixture(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Signals = new EventSignals(() => this);
        Open();
    }

    /// <summary>Answers calls of other services, by <c>service:Operation</c>.</summary>
    public ConcurrentDictionary<string, Func<JsonObject, CancellationToken, Task<JsonObject>>> Answers { get; } = new();

    public ConcurrentQueue<(string Call, JsonObject Input, Principal Caller)> Calls { get; } = new();

    public ConcurrentQueue<ServiceEvent> Published { get; } = new();

    /// <summary>What the other services publish by.</summary>
    public EventSignals Signals { get; }

    public HashSet<string> DeniedActions { get; } = [];

    public void Answer(string call, Func<JsonObject, JsonObject> answer) => Answers[call] = (input, _) => Task.FromResult(answer(input));

    public async Task<JsonObject> DoAsync(string operation, JsonObject input) => await _engine!.Service.Operations[operation]
        .Handle(input, new ApiContext(new Principal.Root("000000000000"), "1"), TestContext.Current.CancellationToken);

    public async Task<string> CreateAsync(string definition, string name = "m")
    {
        var created = await DoAsync("CreateStateMachine", new() { ["name"] = name, ["definition"] = definition, ["roleArn"] = RoleArn });
        return created["stateMachineArn"]!.GetValue<string>();
    }

    public async Task<string> StartAsync(string machine, string name = "run", string input = "{}")
    {
        var started = await DoAsync("StartExecution", new() { ["stateMachineArn"] = machine, ["name"] = name, ["input"] = input });
        return started["executionArn"]!.GetValue<string>();
    }

    public Task<JsonObject> DescribeAsync(string execution) => DoAsync("DescribeExecution", new() { ["executionArn"] = execution });

    /// <summary>Waits for the execution's end to be announced, and describes it.</summary>
    public async Task<JsonObject> EndAsync(string execution)
    {
        await UntilAsync(() => Published.Any(item => item.Resources[0] == execution && item.Detail["status"]!.GetValue<string>() != "RUNNING"));
        return await DescribeAsync(execution);
    }

    public async Task<JsonObject> RunAsync(string definition, string input = "{}") => await EndAsync(await StartAsync(await CreateAsync(definition), input: input));

    public async Task<List<JsonObject>> HistoryAsync(string execution) =>
        [.. (await DoAsync("GetExecutionHistory", new() { ["executionArn"] = execution }))["events"]!.AsArray().Select(item => item!.AsObject())];

    public async Task UntilAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!condition())
        {
            await _changed.WaitAsync(limit.Token);
        }
    }

    /// <summary>Stops the engine in the middle and opens another on the same store.</summary>
    public async Task ReopenAsync(Action<DocumentStore>? change = null)
    {
        await ReopenWithoutResumingAsync();
        change?.Invoke(_store!);
        await _engine!.ResumeAsync();
    }

    public async Task ReopenWithoutResumingAsync()
    {
        await _engine!.DisposeAsync();
        _store!.Dispose();
        Open();
    }

    public async Task<JsonObject> CallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken)
    {
        Calls.Enqueue(($"{service}:{operation}", input, principal));
        _changed.Release();
        if (service == "stepfunctions")
        {
            return await _engine!.Service.Operations[operation].Handle(input, new ApiContext(principal, "1"), cancellationToken);
        }

        return Answers.TryGetValue($"{service}:{operation}", out var answer)
            ? await answer(input, cancellationToken)
            : throw AwsException.Unsupported(service, operation, Answers.Keys);
    }

    public void Demand(Principal principal, AccessRequest request)
    {
        if (DeniedActions.Contains(request.Action))
        {
            throw AwsException.AccessDenied($"{principal.Arn} may not {request.Action} on {request.Resource}");
        }
    }

    public Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken)
    {
        Published.Enqueue(serviceEvent);
        _changed.Release();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _engine!.DisposeAsync();
        _store!.Dispose();
        _changed.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Open()
    {
        _store = new DocumentStore(Path.Combine(_folder, "state.db"));
        _engine = new StepFunctionsEngine(new StepFunctionsContext
        {
            Identity = new CloudIdentity { StateFolder = _folder, Endpoint = new Uri("http://127.0.0.1:1") },
            Store = _store,
            Time = _time,
            Random = new Random(Calls.Count + 5),
            Authorizer = this,
            Api = () => this,
            Events = () => Signals,
            Signals = Signals,
        });
    }
}
