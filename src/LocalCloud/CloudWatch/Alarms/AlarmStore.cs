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

    /// <summary>Alarms with what happened to them: all of it or nothing.</summary>
    public void Put(IReadOnlyList<AlarmUpdate> updates)
    {
        // Numbers are drawn outside of the transaction, as the counter demands.
        var lines = updates.SelectMany(update => update.History).Select(item => (Key: HistoryKey(item), item)).ToList();
        var doings = updates.SelectMany(update => update.Notices).Select(notice => (Key: Number(), notice)).ToList();
        store.Transact(() =>
        {
            foreach (var update in updates)
            {
                _alarms.Put(update.Alarm.Name, update.Alarm);
            }

            lines.ForEach(line => _history.Put(line.Key, line.item));
            doings.ForEach(doing => _notices.Put(doing.Key, doing.notice));
        });
    }

    /// <summary>Each with the line of its history that says so: all of them or none.</summary>
    public void Delete(IReadOnlyList<(string Name, HistoryItem Item)> alarms)
    {
        var lines = alarms.Select(alarm => (alarm.Name, Key: HistoryKey(alarm.Item), alarm.Item)).ToList();
        store.Transact(() => lines.ForEach(line =>
        {
            _alarms.Delete(line.Name);
            _history.Put(line.Key, line.Item);
        }));
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
        // Keys begin with the time.
        string[] old;
        do
        {
            old = [.. _history.Scan(limit: PrunedAtOnce).TakeWhile(row => row.Value.Time < now - HistoryKept).Select(row => row.Key)];
            store.Transact(() => Array.ForEach(old, key => _history.Delete(key)));
        }
        while (old.Length == PrunedAtOnce);
    }

    private string HistoryKey(HistoryItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Time.ToUnixTimeMilliseconds():D15}/{Number()}");

    private string Number() => _numbers.Next().ToString("D15", CultureInfo.InvariantCulture);
}
