using Microsoft.Data.Sqlite;

namespace LocalCloud.Logs;

/// <summary>Streams and their events, in an SQLite file of their own: rows that are only ever added, read by time, and expire.</summary>
internal sealed class EventStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _append;
    private readonly Dictionary<(string Group, string Stream), long> _streams = [];
    private readonly Lock _gate = new();

    public EventStore(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        using var create = Command(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;"
            + "CREATE TABLE IF NOT EXISTS streams(id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL, UNIQUE(owner, name));"
            + "CREATE TABLE IF NOT EXISTS events(id INTEGER PRIMARY KEY AUTOINCREMENT, stream INTEGER NOT NULL, time INTEGER NOT NULL, ingested INTEGER NOT NULL, message TEXT NOT NULL);"
            + "CREATE INDEX IF NOT EXISTS events_by_time ON events(stream, time, id);");
        create.ExecuteNonQuery();
        _append = Command("INSERT INTO events(stream, time, ingested, message) VALUES($s,$t,$i,$m)");
        foreach (var name in (string[])["$s", "$t", "$i", "$m"])
        {
            _append.Parameters.Add(name, name == "$m" ? SqliteType.Text : SqliteType.Integer);
        }

        _append.Prepare();
    }

    public long? FindStream(string group, string stream)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue((group, stream), out var known))
            {
                return known;
            }

            using var find = Command("SELECT id FROM streams WHERE owner=$g AND name=$n", ("$g", group), ("$n", stream));
            return find.ExecuteScalar() is long id ? _streams[(group, stream)] = id : null;
        }
    }

    /// <summary>The new stream's id; null when there is one of this name already.</summary>
    public long? CreateStream(string group, string stream, long now)
    {
        lock (_gate)
        {
            using var insert = Command("INSERT OR IGNORE INTO streams(owner, name, created) VALUES($g,$n,$c) RETURNING id", ("$g", group), ("$n", stream), ("$c", now));
            return insert.ExecuteScalar() is long id ? _streams[(group, stream)] = id : null;
        }
    }

    /// <summary>The streams of a group by name, with what their events say of them.</summary>
    public IReadOnlyList<LogStream> Streams(string group, long oldest)
    {
        const string Extreme = "(SELECT time FROM events WHERE stream=streams.id AND time>=$o ORDER BY time";
        lock (_gate)
        {
            using var select = Command(
                $"SELECT id, name, created, {Extreme} LIMIT 1), {Extreme} DESC LIMIT 1), (SELECT max(ingested) FROM events WHERE stream=streams.id AND time>=$o)"
                + " FROM streams WHERE owner=$g ORDER BY name",
                ("$g", group), ("$o", oldest));
            return Read(select, row => new LogStream(row.GetInt64(0), row.GetString(1), row.GetInt64(2), Number(row, 3), Number(row, 4), Number(row, 5)));
        }
    }

    /// <summary>The streams of a group by name, without a look at their events.</summary>
    public IReadOnlyList<LogStream> StreamNames(string group)
    {
        lock (_gate)
        {
            using var select = Command("SELECT id, name, created FROM streams WHERE owner=$g ORDER BY name", ("$g", group));
            return Read(select, row => new LogStream(row.GetInt64(0), row.GetString(1), row.GetInt64(2), null, null, null));
        }
    }

    public void Append(long stream, IEnumerable<(long Time, string Message)> events, long now)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            _append.Transaction = transaction;
            foreach (var (time, message) in events)
            {
                (_append.Parameters[0].Value, _append.Parameters[1].Value, _append.Parameters[2].Value, _append.Parameters[3].Value) = (stream, time, now, message);
                _append.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    /// <summary>The events of these streams within a range of time, from a position on (exclusively), forwards or backwards, while <paramref name="take"/> says so.</summary>
    public void Walk(IEnumerable<LogStream> streams, EventRange range, Func<LogEvent, bool> take)
    {
        var names = streams.ToDictionary(stream => stream.Id, stream => stream.Name);
        var (comparison, order) = range.Backwards ? ("<", " DESC") : (">", "");
        lock (_gate)
        {
            using var select = Command(
                $"SELECT id, stream, time, ingested, message FROM events WHERE stream IN ({string.Join(',', names.Keys)}) AND time>=$f AND time<$u"
                + $" AND (time, id) {comparison} ($t, $i) ORDER BY time{order}, id{order}",
                ("$f", range.From), ("$u", range.Until), ("$t", range.Position.Timestamp), ("$i", range.Position.Id));
            using var row = select.ExecuteReader();
            while (row.Read() && take(new LogEvent(row.GetInt64(0), names[row.GetInt64(1)], row.GetInt64(2), row.GetInt64(3), row.GetString(4))))
            {
                // The taker has it.
            }
        }
    }

    public long StoredBytes(string group)
    {
        lock (_gate)
        {
            using var sum = Command(
                "SELECT coalesce(sum(length(CAST(message AS BLOB)) + $o), 0) FROM events WHERE stream IN (SELECT id FROM streams WHERE owner=$g)",
                ("$g", group), ("$o", LogEvent.Overhead));
            return (long)sum.ExecuteScalar()!;
        }
    }

    /// <summary>Removes the events of a group that are older than <paramref name="oldest"/>.</summary>
    public void Expire(string group, long oldest)
    {
        lock (_gate)
        {
            using var delete = Command("DELETE FROM events WHERE time<$o AND stream IN (SELECT id FROM streams WHERE owner=$g)", ("$g", group), ("$o", oldest));
            delete.ExecuteNonQuery();
        }
    }

    public void DeleteStream(string group, string stream) => Delete(group, "owner=$g AND name=$n", stream);

    public void DeleteStreams(string group) => Delete(group, "owner=$g");

    public void Dispose()
    {
        _append.Dispose();
        _connection.Dispose();
    }

    private void Delete(string group, string which, string stream = "")
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            using var delete = Command(
                $"DELETE FROM events WHERE stream IN (SELECT id FROM streams WHERE {which}); DELETE FROM streams WHERE {which};", ("$g", group), ("$n", stream));
            delete.Transaction = transaction;
            delete.ExecuteNonQuery();
            transaction.Commit();
            foreach (var key in _streams.Keys.Where(key => key.Group == group).ToList())
            {
                _streams.Remove(key);
            }
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private static List<T> Read<T>(SqliteCommand select, Func<SqliteDataReader, T> read)
    {
        var rows = new List<T>();
        using var row = select.ExecuteReader();
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
