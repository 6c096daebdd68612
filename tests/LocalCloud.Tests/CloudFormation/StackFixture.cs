using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.CloudFormation.Stacks;
using LocalCloud.Models;
using LocalCloud.Storage;

namespace LocalCloud.Tests.CloudFormation;

/// <summary>CloudFormation alone, with one resource type <c>T</c> that writes down what is asked of it; called as over HTTP.</summary>
internal sealed class StackFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-cfn-");
    private readonly DocumentStore _store;
    private ApiDispatcher? _api;

    public StackFixture()
    {
        _store = new DocumentStore(Path.Combine(_folder.FullName, "state.db"));
        Cloud = new CloudIdentity { StateFolder = _folder.FullName, Endpoint = new Uri("http://127.0.0.1:4566") };
        Type = new RecordingType("T", Log);
        Engine = Start();
    }

    public CloudIdentity Cloud { get; }

    public List<string> Log { get; } = [];

    public RecordingType Type { get; }

    public CloudFormationEngine Engine { get; private set; }

    /// <summary>Objects of S3 by bucket and key.</summary>
    public Dictionary<string, string> Objects { get; } = [];

    /// <summary>Systems Manager's parameters.</summary>
    public Dictionary<string, string> Parameters { get; } = [];

    /// <summary>Whoever resources were asked for, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Principal> Actors { get; } = new();

    public IReadOnlyDictionary<string, IResourceType> Types =>
        new Dictionary<string, IResourceType> { ["T"] = Type, ["AWS::IAM::Role"] = new RecordingType("AWS::IAM::Role", Log) };

    public IApi Api() => _api!;

    /// <summary>Stops in the middle of whatever is under way and starts again on the same state.</summary>
    public async Task RestartAsync(Action? whileStopped = null)
    {
        await Engine.DisposeAsync();
        whileStopped?.Invoke();
        Engine = Start();
        Engine.Start();
    }

    public Task<JsonObject> CallAsync(string operation, JsonObject input) =>
        Api().CallAsync("cloudformation", operation, input, new Principal.Root(Cloud.Account), TestContext.Current.CancellationToken);

    public Task<AwsException> RefusalAsync(string operation, JsonObject input) => Assert.ThrowsAsync<AwsException>(() => CallAsync(operation, input));

    public async Task<StackRecord> CreateAsync(string template, string name = "main", Action? beforeSettled = null)
    {
        await CallAsync("CreateStack", Of(name, template));
        beforeSettled?.Invoke();
        return await SettledAsync(name);
    }

    /// <summary>Creates a stack and waits until nothing is under way with it.</summary>
    public async Task<StackRecord> CreateAsync(JsonObject input) =>
        await SettledAsync((await CallAsync("CreateStack", input))["StackId"]!.ToString());

    public Task<StackRecord> UpdateAsync(string template, string name = "main") => DoAsync("UpdateStack", Of(name, template));

    public Task<StackRecord> DeleteAsync(string name = "main") => DoAsync("DeleteStack", new() { ["StackName"] = name });

    /// <summary>Makes the call and waits until nothing is under way with the stack.</summary>
    public async Task<StackRecord> DoAsync(string operation, JsonObject input)
    {
        var id = (await StackAsync(input["StackName"]!.ToString()))["StackId"]!.ToString();
        await CallAsync(operation, input);
        return await SettledAsync(id);
    }

    public async Task<StackRecord> SettledAsync(string name = "main") =>
        await Engine.SettledAsync(name).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    /// <summary>What the stack's history says, oldest first: logical id and status.</summary>
    public async Task<string[]> EventsAsync(string stack = "main") => [.. (await HistoryAsync(stack))
        .Select(told => $"{told["LogicalResourceId"]} {told["ResourceStatus"]}")];

    public async Task<IReadOnlyList<JsonObject>> HistoryAsync(string stack = "main")
    {
        var answer = await CallAsync("DescribeStackEvents", new() { ["StackName"] = stack });
        return [.. answer["StackEvents"]!.AsArray().Select(told => told!.AsObject()).Reverse()];
    }

    public async Task<JsonObject> StackAsync(string name = "main") =>
        (await CallAsync("DescribeStacks", new() { ["StackName"] = name }))["Stacks"]![0]!.AsObject();

    public static JsonObject Of(string name, string template) => new() { ["StackName"] = name, ["TemplateBody"] = template };

    public async ValueTask DisposeAsync()
    {
        Type.Release();
        await Engine.DisposeAsync();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private CloudFormationEngine Start()
    {
        var engine = new CloudFormationEngine(new CloudFormationContext
        {
            Identity = Cloud,
            Store = _store,
            Time = TimeProvider.System,
            Random = new Random(1),
            Types = actor =>
            {
                Actors.Enqueue(actor);
                return Types;
            },
            Api = Api,
            ReadObject = (_, bucket, key, _) => Objects.TryGetValue($"{bucket}/{key}", out var text)
                ? Task.FromResult(text) : throw new AwsException("NoSuchKey", 404, "The specified key does not exist."),
            CanAssume = role => role.EndsWith("/good", StringComparison.Ordinal),
        });
        _api = new ApiDispatcher([engine.Service(), Ssm()], new RequestValidator(), new Everybody());
        return engine;
    }

    private ApiService Ssm() => new("ssm", [new ApiOperation(
        "GetParameters",
        (input, _, _) => Task.FromResult(new JsonObject
        {
            [nameof(Parameters)] = new JsonArray([.. input["Names"]!.AsArray().Select(name => name!.ToString()).Where(Parameters.ContainsKey)
                .Select(name => new JsonObject { ["Name"] = name, ["Value"] = Parameters[name] })]),
        }),
        (_, _) => [])]);

    private sealed class Everybody : IAuthorizer
    {
        public void Demand(Principal principal, AccessRequest request)
        {
        }
    }
}
