using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Logs;
using LocalCloud.Models;
using LocalCloud.Tests.Iam;

namespace LocalCloud.Tests.Logs;

/// <summary>CloudWatch Logs on a folder of its own, with real IAM and a clock that the test moves.</summary>
internal sealed class LogsFixture : IDisposable
{
    public const string Group = "/app/jobs";
    public const string OneStream = "one";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logs-");
    private LogsEngine _engine;
    private ApiDispatcher _dispatcher;

    public LogsFixture() => (_engine, _dispatcher) = Open();

    public IamFixture Iam { get; } = new();

    public LogsEngine Engine => _engine;

    public long Now => Iam.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    public static Principal Root { get; } = new Principal.Root(IamFixture.Account);

    public Task<JsonObject> CallAsync(string operation, JsonObject input, Principal? principal = null) =>
        _dispatcher.CallAsync("logs", operation, input, principal ?? Root, CancellationToken.None);

    public async Task<AwsException> RefusalAsync(string operation, JsonObject input, Principal? principal = null) =>
        await Assert.ThrowsAsync<AwsException>(() => CallAsync(operation, input, principal));

    public async Task CreateAsync(int? retention = null)
    {
        await CallAsync("CreateLogGroup", new() { ["logGroupName"] = Group });
        await CallAsync("CreateLogStream", In());
        if (retention is not null)
        {
            await CallAsync("PutRetentionPolicy", new() { ["logGroupName"] = Group, ["retentionInDays"] = retention });
        }
    }

    /// <summary>Puts messages, a millisecond apart from now on.</summary>
    public Task<JsonObject> PutAsync(params string[] messages)
    {
        var now = Now;
        return PutAsync([.. messages.Select((message, index) => (now + index, message))]);
    }

    public Task<JsonObject> PutAsync(params (long Time, string Message)[] events)
    {
        var input = In();
        input["logEvents"] = new JsonArray([.. events.Select(item => new JsonObject { ["timestamp"] = item.Time, ["message"] = item.Message })]);
        return CallAsync("PutLogEvents", input);
    }

    public async Task<IReadOnlyList<string>> FilterAsync(string pattern, Action<JsonObject>? change = null)
    {
        var input = new JsonObject { ["logGroupName"] = Group, ["filterPattern"] = pattern };
        change?.Invoke(input);
        return TextsOf(await CallAsync("FilterLogEvents", input));
    }

    public static JsonObject In() => new() { ["logGroupName"] = Group, ["logStreamName"] = OneStream };

    public static IReadOnlyList<string> TextsOf(JsonObject answer) => [.. answer["events"]!.AsArray().Select(item => (string)item!["message"]!)];

    public void Restart()
    {
        _engine.Dispose();
        Iam.Restart();
        (_engine, _dispatcher) = Open();
    }

    public void Dispose()
    {
        _engine.Dispose();
        Iam.Dispose();
        _folder.Delete(recursive: true);
    }

    private (LogsEngine Engine, ApiDispatcher Dispatcher) Open()
    {
        var engine = new LogsEngine(Iam.Identity with { StateFolder = _folder.FullName }, Iam.Store.Store, Iam.Clock, Iam.Iam);
        return (engine, new ApiDispatcher([engine.Service()], new RequestValidator(), Iam.Iam));
    }
}
