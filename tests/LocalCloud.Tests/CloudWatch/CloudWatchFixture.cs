using System.Text.Json.Nodes;
using System.Threading.Channels;
using LocalCloud.Api;
using LocalCloud.CloudWatch;
using LocalCloud.Models;
using LocalCloud.Tests.EventBridge;
using LocalCloud.Tests.Iam;
using LocalCloud.Tests.Testing;

namespace LocalCloud.Tests.CloudWatch;

/// <summary>CloudWatch on its own state, real IAM and a clock that the test moves; topics, functions and the bus are fakes.</summary>
internal sealed class CloudWatchFixture : IEventPublisher, IAsyncDisposable
{
    public const string Space = "MLOps/Drift";

    private readonly Channel<ServiceEvent> _events = Channel.CreateUnbounded<ServiceEvent>();
    private CloudWatchEngine _engine;
    private ApiDispatcher _dispatcher;

    public CloudWatchFixture()
    {
        (_engine, _dispatcher) = Open();
        _engine.Start();
    }

    public IamFixture Iam { get; } = new();

    public FakeApi Api { get; } = new();

    public DateTimeOffset Now => Iam.Clock.GetUtcNow();

    /// <summary>So many events does the bus not take.</summary>
    public int RefusedEvents { get; set; }

    public bool HasEvents => _events.Reader.TryPeek(out _);

    public static string ArnOf(string alarm) => $"arn:aws:cloudwatch:us-east-1:{IamFixture.Account}:alarm:{alarm}";

    public Task PublishAsync(ServiceEvent serviceEvent, CancellationToken cancellationToken)
    {
        if (RefusedEvents > 0)
        {
            RefusedEvents--;
            throw new IOException("full");
        }

        _events.Writer.TryWrite(serviceEvent);
        return Task.CompletedTask;
    }

    /// <summary>The next event that has not been looked at; fails the test when none comes in ten seconds.</summary>
    public async Task<ServiceEvent> NextEventAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(10));
        return await _events.Reader.ReadAsync(limit.Token);
    }

    /// <summary>The next event's states: <c>alarm: from to</c>.</summary>
    public async Task<string> NextChangeAsync()
    {
        var detail = (await NextEventAsync()).Detail;
        return $"{detail["alarmName"]}: {detail["previousState"]!["value"]} {detail["state"]!["value"]}";
    }

    public Task<JsonObject> CallAsync(string operation, string input, Principal? caller = null) => _dispatcher.CallAsync(
        "cloudwatch", operation, IamFixture.Json(input), caller ?? new Principal.Root(IamFixture.Account), TestContext.Current.CancellationToken);

    public Task<AwsException> RefusalAsync(string operation, string input, Principal? caller = null) =>
        Assert.ThrowsAsync<AwsException>(() => CallAsync(operation, input, caller));

    public Task PutAsync(double value, string metric = "Psi", DateTimeOffset? time = null) => CallAsync(
        "PutMetricData",
        FormattableString.Invariant($$"""{"Namespace":"{{Space}}","MetricData":[{"MetricName":"{{metric}}","Value":{{value}},"Timestamp":"{{Timestamps.Iso(time ?? Now)}}"}]}"""));

    /// <summary>Data as services of AWS publish them: in any namespace.</summary>
    public void Publish(ServiceMetric metric) => _engine.Publish([metric]);

    /// <summary>An alarm on the average above 0.2 of one minute, unless <paramref name="more"/> says otherwise.</summary>
    public Task PutAlarmAsync(string name = "drift", string metric = "Psi", string more = "\"Period\":60,\"EvaluationPeriods\":1") => CallAsync(
        "PutMetricAlarm",
        $$"""{"AlarmName":"{{name}}","Namespace":"{{Space}}","MetricName":"{{metric}}","Statistic":"Average","Threshold":0.2,"ComparisonOperator":"GreaterThanThreshold",{{more}}}""");

    public async Task<JsonObject> AlarmAsync(string name = "drift")
    {
        var found = await CallAsync("DescribeAlarms", $$"""{"AlarmNames":["{{name}}"]}""");
        return Assert.Single(found["MetricAlarms"]!.AsArray().Concat(found["CompositeAlarms"]!.AsArray()))!.AsObject();
    }

    public TemporaryStore Store => Iam.Store;

    public async Task<string> StateAsync(string name = "drift") => (await AlarmAsync(name))["StateValue"]!.ToString();

    public void Advance(TimeSpan span) => Iam.Clock.Advance(span);

    public void AdvanceMinutes(int minutes) => Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>Stops everything, lets time pass, and starts again from what is on disk.</summary>
    public async Task RestartAsync(TimeSpan pause)
    {
        await _engine.DisposeAsync();
        Iam.Restart();
        Advance(pause);
        (_engine, _dispatcher) = Open();
        _engine.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        Iam.Dispose();
    }

    private (CloudWatchEngine Engine, ApiDispatcher Dispatcher) Open()
    {
        var engine = new CloudWatchEngine(Iam.Identity, Iam.Store.Store, new CloudWatchSurroundings(Iam.Clock, () => Api, () => this));
        return (engine, new ApiDispatcher([engine.Service()], new RequestValidator(), Iam.Iam));
    }
}
