using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.EventBridge;
using LocalCloud.Tests.S3;
using Microsoft.Extensions.Time.Testing;

namespace LocalCloud.Tests.EventBridge;

/// <summary>EventBridge on its own state and a clock that stands still until the test moves it.</summary>
internal sealed class TestBus : IAsyncDisposable
{
    private readonly TestState _state = new();
    private readonly TimeProvider? _clock;
    private EventBridgeEngine _engine;

    public TestBus(TimeProvider? clock = null)
    {
        _clock = clock;
        _engine = NewEngine();
    }

    public FakeApi Api { get; } = new();

    public FakeAuthorizer Authorizer { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public EventBridgeEngine Engine => _engine;

    /// <summary>Asked about every delivery, from the next restart on.</summary>
    public IFaults? Faults { get; set; }

    public LocalCloud.Storage.DocumentStore Store => _state.Store;

    public Task<JsonObject> CallAsync(string operation, JsonObject input) => _engine.Service().Operations[operation]
        .Handle(input, new ApiContext(_state.Root, "r"), TestContext.Current.CancellationToken);

    public Task<JsonObject> PutRuleAsync(string pattern, string name = "rule", string bus = "default") =>
        CallAsync("PutRule", new() { ["Name"] = name, ["EventPattern"] = pattern, ["EventBusName"] = bus });

    public Task<JsonObject> PutTargetAsync(JsonObject target, string rule = "rule", string bus = "default") =>
        CallAsync("PutTargets", new() { ["Rule"] = rule, ["EventBusName"] = bus, ["Targets"] = new JsonArray(target) });

    public Task<JsonObject> PutEventAsync(string detail = "{}", string source = "app", string bus = "default") =>
        CallAsync("PutEvents", new()
        {
            ["Entries"] = new JsonArray(new JsonObject { ["Source"] = source, ["DetailType"] = "T", ["Detail"] = detail, ["EventBusName"] = bus }),
        });

    /// <summary>Stops everything and starts again from what is on disk.</summary>
    public Task RestartAsync() => RestartAsync(() => Task.CompletedTask);

    public async Task RestartAsync(Func<Task> meanwhile)
    {
        await _engine.DisposeAsync();
        await meanwhile();
        _state.Restart();
        _engine = NewEngine();
        _engine.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _state.Dispose();
    }

    private EventBridgeEngine NewEngine() => new(_state.Identity, _state.Store, new EventBridgeSurroundings(_clock ?? Time, Authorizer, () => Api) { Faults = Faults });
}
