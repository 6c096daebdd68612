using LocalCloud.Api;
using LocalCloud.CloudWatch.Alarms;
using LocalCloud.CloudWatch.Metrics;
using LocalCloud.Storage;
using LocalCloud.Time;

namespace LocalCloud.CloudWatch;

/// <summary>
/// CloudWatch as the service <c>cloudwatch</c>: metrics, and alarms on them whose changes of state go to the default bus, to
/// topics and to functions. Alarms are evaluated and their actions done from <see cref="Start"/> on.
/// </summary>
public sealed class CloudWatchEngine : IMetricPublisher, IAsyncDisposable
{
    private const int Minute = 60;

    private readonly CloudIdentity _identity;
    private readonly CloudWatchSurroundings _surroundings;
    private readonly MetricStore _metrics;
    private readonly AlarmStore _alarms;
    private readonly AlarmBook _book;
    private readonly NoticeWorker _notices;
    private DueTimer? _timer;

    public CloudWatchEngine(CloudIdentity identity, DocumentStore store, CloudWatchSurroundings surroundings)
    {
        _identity = identity;
        _surroundings = surroundings;
        _metrics = new(store);
        _alarms = new(store);
        _book = new(_alarms, _metrics, new(identity), surroundings.Time, surroundings.Logger);
        _notices = new(_alarms, identity, surroundings);
    }

    public ApiService Service()
    {
        var reader = new MetricReader(_metrics);
        return new("cloudwatch",
        [
            new PutMetricDataOperation(_book.Record, _surroundings.Time).Operation(),
            new GetMetricDataOperation(reader, _identity.Account).Operation(),
            new GetMetricStatisticsOperation(_metrics).Operation(),
            new ListMetricsOperation(_metrics, _surroundings.Time).Operation(),
            .. new AlarmOperations(_book, _identity, _surroundings.Time).Operations(),
            .. new DescribeOperations(_book, _alarms, _identity).Operations(),
        ]);
    }

    /// <summary>Makes up for what was due while no cloud ran, and watches from then on.</summary>
    public void Start()
    {
        _timer = new(_surroundings.Time, _book.CatchUp, _surroundings.Logger.EvaluationBroke);
        _book.Started = Rearm;
        _book.CatchUp();
        _notices.Start();
    }

    public void Publish(IReadOnlyList<ServiceMetric> metrics)
    {
        var minute = _surroundings.Time.GetUtcNow().ToUnixTimeSeconds() / Minute * Minute;
        _book.Record([.. metrics.Select(metric => (Id(metric), new MetricPoint(minute, metric.Unit, StatisticSet.Of(metric.Value))))]);
    }

    public async ValueTask DisposeAsync()
    {
        _book.Started = null;
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }

        await _notices.DisposeAsync();
    }

    private static MetricId Id(ServiceMetric metric) =>
        new(metric.Namespace, metric.Name, [.. metric.Dimensions.Select(dimension => new Dimension(dimension.Key, dimension.Value))]);

    private void Rearm(DateTimeOffset next)
    {
        _notices.Signal();
        _timer?.Set(next);
    }
}
