using System.Globalization;
using LocalCloud.Storage;

namespace LocalCloud.CloudWatch.Alarms;

/// <summary>Alarms, their history of 30 days and what their changes have set going, on disk.</summary>
internal sealed class AlarmStore(DocumentStore store)
{
    private const int PrunedAtOnce = 100;

    private static readonly TimeSpan HistoryKept = TimeSpan.FromDays(30);

    private readonly DocumentCollection<Alarm> _alarms = new(store, "cloudwatch.alarms");
    private readonly DocumentCollection<HistoryItem> _history = new(store, "cloudwatch.history");
    private readonly DocumentCollection<Notice> _notices = new(store, "cloudwatch.notices");
    private readonly PersistedCounter _numbers = new(store, "cloudwatch.number");

    public IEnumerable<Alarm> Alarms => _alarms.Scan().Select(row => row.Value);

    public IEnumerable<HistoryItem> History => _history.Scan().Select(row => row.Value);

    public IReadOnlyList<KeyValuePair<string, Notice>> Notices => _notices.Scan();

    public void Put(Alarm alarm) => _alarms.Put(alarm.Name, alarm);

    /// <summary>An alarm with what happened to it: all of it or nothing.</summary>
    public void Put(Alarm alarm, IReadOnlyCollection<HistoryItem> history, IReadOnlyCollection<Notice> notices)
    {
        // Numbers are drawn outside of the transaction, as the counter demands.
        var lines = history.Select(item => (Key: HistoryKey(item), item)).ToList();
        var doings = notices.Select(notice => (Key: Number(), notice)).ToList();
        store.Transact(() =>
        {
            Put(alarm);
            lines.ForEach(line => _history.Put(line.Key, line.item));
            doings.ForEach(doing => _notices.Put(doing.Key, doing.notice));
        });
    }

    public void Delete(Alarm alarm, HistoryItem item)
    {
        var key = HistoryKey(item);
        store.Transact(() =>
        {
            _alarms.Delete(alarm.Name);
            _history.Put(key, item);
        });
    }

    /// <summary>Takes a notice off the disk; the line says how it went.</summary>
    public void Done(string notice, HistoryItem? item)
    {
        var key = item is null ? null : HistoryKey(item);
        store.Transact(() =>
        {
            _notices.Delete(notice);
            if (key is not null)
            {
                _history.Put(key, item!);
            }
        });
    }

    public void Prune(DateTimeOffset now)
    {
        foreach (var (key, _) in _history.Scan(limit: PrunedAtOnce).TakeWhile(row => row.Value.Time < now - HistoryKept))
        {
            _history.Delete(key);
        }
    }

    private string HistoryKey(HistoryItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Time.ToUnixTimeMilliseconds():D15}/{Number()}");

    private string Number() => _numbers.Next().ToString("D15", CultureInfo.InvariantCulture);
}
