using Microsoft.Data.Sqlite;

namespace LocalCloud.Logs;

/// <summary>The events of the streams: rows that are only ever added, read by time, and expire.</summary>
internal sealed class EventStore : IDisposable
{
    private readonly LogDatabase _database;
    private readonly SqliteCommand _append;

    public EventStore(LogDatabase database)
    {
        _database = database;
        _append = database.Command("INSERT INTO events(stream, time, ingested, message) VALUES($s,$t,$i,$m)");
        foreach (var name in (string[])["$s", "$t", "$i", "$m"])
        {
            _append.Parameters.Add(name, name == "$m" ? SqliteType.Text : SqliteType.Integer);
        }

        _append.Prepare();
    }

    public void Append(long stream, IEnumerable<(long Time, string Message)> events, long now) => _database.Write(_append, command =>
    {
        var added = 0;
        foreach (var (time, message) in events)
        {
            (command.Parameters[0].Value, command.Parameters[1].Value, command.Parameters[2].Value, command.Parameters[3].Value) = (stream, time, now, message);
            added += command.ExecuteNonQuery();
        }

        return added;
    });

    /// <summary>The events of these streams within a range of time, from a position on (exclusively), forwards or backwards, while <paramref name="take"/> says so.</summary>
    public void Walk(IEnumerable<LogStream> streams, EventRange range, Func<LogEvent, bool> take)
    {
        var names = streams.ToDictionary(stream => stream.Id, stream => stream.Name);
        var (comparison, order) = range.Backwards ? ("<", " DESC") : (">", "");
        var events = _database.Rows(
            $"SELECT id, stream, time, ingested, message FROM events WHERE stream IN ({string.Join(',', names.Keys)}) AND time>=$f AND time<$u"
            + $" AND (time, id) {comparison} ($t, $i) ORDER BY time{order}, id{order}",
            row => new LogEvent(row.GetInt64(0), names[row.GetInt64(1)], row.GetInt64(2), row.GetInt64(3), row.GetString(4)),
            ("$f", range.From), ("$u", range.Until), ("$t", range.Position.Timestamp), ("$i", range.Position.Id));
        foreach (var item in events)
        {
            if (!take(item))
            {
                return;
            }
        }
    }

    public long StoredBytes(string group) => _database.Rows(
        "SELECT coalesce(sum(bytes), 0) FROM sizes WHERE stream IN (SELECT id FROM streams WHERE owner=$g)", row => row.GetInt64(0), ("$g", group)).Single();

    /// <summary>Removes the events of a group that are older than <paramref name="oldest"/>.</summary>
    public void Expire(string group, long oldest)
    {
        using var delete = _database.Command("DELETE FROM events WHERE time<$o AND stream IN (SELECT id FROM streams WHERE owner=$g)", ("$g", group), ("$o", oldest));
        _database.Write(delete, command => command.ExecuteNonQuery());
    }

    public void Dispose() => _append.Dispose();
}
