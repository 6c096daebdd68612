using Microsoft.Data.Sqlite;

namespace LocalCloud.Logs;

/// <summary>The streams of the groups, by name.</summary>
internal sealed class StreamStore(LogDatabase database)
{
    private readonly Dictionary<(string Group, string Stream), long> _known = [];
    private readonly Lock _gate = new();

    public long? Find(string group, string stream)
    {
        lock (_gate)
        {
            if (_known.TryGetValue((group, stream), out var known))
            {
                return known;
            }

            var found = database.Rows("SELECT id FROM streams WHERE owner=$g AND name=$n", row => row.GetInt64(0), ("$g", group), ("$n", stream)).ToList();
            return found is [var id] ? _known[(group, stream)] = id : null;
        }
    }

    /// <summary>The new stream's id; null when there is one of this name already.</summary>
    public long? Create(string group, string stream, long now)
    {
        lock (_gate)
        {
            using var insert = database.Command("INSERT OR IGNORE INTO streams(owner, name, created) VALUES($g,$n,$c) RETURNING id", ("$g", group), ("$n", stream), ("$c", now));
            return database.Write(insert, command => command.ExecuteScalar()) is long id ? _known[(group, stream)] = id : null;
        }
    }

    /// <summary>The streams of a group by name, with what their events since <paramref name="oldest"/> say of them.</summary>
    public IReadOnlyList<LogStream> Of(string group, long oldest)
    {
        const string Extreme = "(SELECT time FROM events WHERE stream=streams.id AND time>=$o ORDER BY time";
        return [.. database.Rows(
            $"SELECT id, name, created, {Extreme} LIMIT 1), {Extreme} DESC LIMIT 1), (SELECT max(ingested) FROM events WHERE stream=streams.id AND time>=$o)"
            + " FROM streams WHERE owner=$g ORDER BY name",
            row => new LogStream(row.GetInt64(0), row.GetString(1), row.GetInt64(2), Number(row, 3), Number(row, 4), Number(row, 5)),
            ("$g", group), ("$o", oldest))];
    }

    /// <summary>The streams of a group by name, without a look at their events.</summary>
    public IReadOnlyList<LogStream> Names(string group) => [.. database.Rows(
        "SELECT id, name, created FROM streams WHERE owner=$g ORDER BY name",
        row => new LogStream(row.GetInt64(0), row.GetString(1), row.GetInt64(2), null, null, null),
        ("$g", group))];

    public void Delete(string group, string stream) => Delete(group, "owner=$g AND name=$n", stream);

    public void DeleteAll(string group) => Delete(group, "owner=$g", "");

    private void Delete(string group, string which, string stream)
    {
        var streams = $"SELECT id FROM streams WHERE {which}";
        lock (_gate)
        {
            using var delete = database.Command(
                $"DELETE FROM events WHERE stream IN ({streams}); DELETE FROM sizes WHERE stream IN ({streams}); DELETE FROM streams WHERE {which};", ("$g", group), ("$n", stream));
            database.Write(delete, command => command.ExecuteNonQuery());
            foreach (var key in _known.Keys.Where(key => key.Group == group).ToList())
            {
                _known.Remove(key);
            }
        }
    }

    private static long? Number(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
