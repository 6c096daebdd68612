using System.Globalization;
using LocalCloud.Models;
using LocalCloud.Storage;

namespace LocalCloud.CloudWatch.Metrics;

/// <summary>
/// Metrics and their data on disk. Data of one metric, unit and minute (or second) are one document, and every reading asks
/// for a range of time, so that old data cost nothing.
/// </summary>
internal sealed class MetricStore(DocumentStore store)
{
    private const int PrunedAtOnce = 100;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(455);

    private readonly DocumentCollection<StoredMetric> _metrics = new(store, "cloudwatch.metrics");
    private readonly DocumentCollection<StatisticSet> _points = new(store, "cloudwatch.points");
    private readonly Dictionary<string, (long From, IReadOnlyList<MetricPoint> Points)> _recent = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public IEnumerable<StoredMetric> Metrics => _metrics.Scan().Select(row => row.Value);

    /// <summary>Adds data of one request: all of them or, when the disk fails, none.</summary>
    public void Add(IReadOnlyList<(MetricId Metric, MetricPoint Point)> data)
    {
        lock (_gate)
        {
            store.Transact(() =>
            {
                foreach (var (metric, point) in data)
                {
                    AddLocked(metric, point);
                }
            });
        }
    }

    /// <summary>The data of <paramref name="metric"/> from the time on and before <paramref name="to"/>, by time; of every unit unless one is given.</summary>
    public IReadOnlyList<MetricPoint> Read(string metric, long from, long to, string? unit)
    {
        lock (_gate)
        {
            if (!_recent.TryGetValue(metric, out var recent) || recent.From > from)
            {
                recent = (from, Load(metric, from));
                _recent[metric] = recent;
            }

            return [.. recent.Points.Where(point => point.Time >= from && point.Time < to && (unit is null || point.Unit == unit))];
        }
    }

    /// <summary>Deletes data older than the 15 months that CloudWatch keeps any, and metrics that have none left.</summary>
    public void Prune(DateTimeOffset now)
    {
        var oldest = now - Kept;
        foreach (var (id, metric) in _metrics.Scan())
        {
            Prune(id, oldest.ToUnixTimeSeconds());
            if (Timestamps.Parse(metric.LastSeen) < oldest)
            {
                _metrics.Delete(id);
            }
        }
    }

    private void Prune(string metric, long oldest)
    {
        var end = Key(metric, oldest);
        string[] old;
        do
        {
            old = [.. _points.Scan($"{metric}/", limit: PrunedAtOnce).Select(row => row.Key).TakeWhile(key => string.CompareOrdinal(key, end) < 0)];
            store.Transact(() => Array.ForEach(old, key => _points.Delete(key)));
        }
        while (old.Length == PrunedAtOnce);
    }

    private static string Key(string metric, long time, string unit = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{metric}/{time:D12}/{unit}");

    private void AddLocked(MetricId metric, MetricPoint point)
    {
        var id = metric.Key();
        var key = Key(id, point.Time, point.Unit);
        _points.Put(key, _points.Get(key) is { } there ? there.And(point.Set) : point.Set);
        var seen = DateTimeOffset.FromUnixTimeSeconds(point.Time);
        if (_metrics.Get(id) is not { } known || Timestamps.Parse(known.LastSeen) < seen)
        {
            _metrics.Put(id, new(metric, Timestamps.Iso(seen)));
        }

        _recent.Remove(id);
    }

    private List<MetricPoint> Load(string metric, long from)
    {
        // Keys end with the unit: the one just before the range sorts below every unit in it.
        var rows = _points.Scan($"{metric}/", Key(metric, from));
        return [.. rows.Select(row => row.Key.Split('/', 3) is [_, var time, var unit]
            ? new MetricPoint(long.Parse(time, CultureInfo.InvariantCulture), unit, row.Value)
            : throw new InvalidOperationException($"'{row.Key}' is no key of a data point."))];
    }
}

/// <summary>A metric that has data, and the newest of their times.</summary>
internal sealed record StoredMetric(MetricId Metric, string LastSeen);
