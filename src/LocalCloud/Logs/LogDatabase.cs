using Microsoft.Data.Sqlite;

namespace LocalCloud.Logs;

/// <summary>
/// Streams and events in an SQLite file of their own: one connection that writes, and one more for every read. So whoever writes
/// waits for other writers only, however long somebody searches.
/// </summary>
internal sealed class LogDatabase : IDisposable
{
    private static readonly string _schema =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;"
        + "CREATE TABLE IF NOT EXISTS streams(id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL, UNIQUE(owner, name));"
        + "CREATE TABLE IF NOT EXISTS events(id INTEGER PRIMARY KEY AUTOINCREMENT, stream INTEGER NOT NULL, time INTEGER NOT NULL, ingested INTEGER NOT NULL, message TEXT NOT NULL);"
        + "CREATE INDEX IF NOT EXISTS events_by_time ON events(stream, time, id);"
        // Counted as events come and go; a file of before there was a count is counted once.
        + "CREATE TABLE IF NOT EXISTS sizes(stream INTEGER PRIMARY KEY, bytes INTEGER NOT NULL);"
        + $"INSERT INTO sizes SELECT stream, sum({SizeOf("message")}) FROM events WHERE NOT EXISTS (SELECT 1 FROM sizes) GROUP BY stream;"
        + $"CREATE TRIGGER IF NOT EXISTS event_added AFTER INSERT ON events BEGIN INSERT INTO sizes VALUES(new.stream, {SizeOf("new.message")}) ON CONFLICT(stream) DO UPDATE SET bytes = bytes + excluded.bytes; END;"
        + $"CREATE TRIGGER IF NOT EXISTS event_removed AFTER DELETE ON events BEGIN UPDATE sizes SET bytes = bytes - {SizeOf("old.message")} WHERE stream = old.stream; END;";

    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly Lock _gate = new();

    public LogDatabase(string path)
    {
        _path = path;
        _writer = Open(SqliteOpenMode.ReadWriteCreate);
        using var create = Command(_writer, _schema, []);
        create.ExecuteNonQuery();
    }

    /// <summary>A command for <see cref="Write"/>, which gives it the transaction.</summary>
    public SqliteCommand Command(string sql, params IEnumerable<(string Name, object Value)> parameters) => Command(_writer, sql, parameters);

    /// <summary>One writer at a time; what it writes is there as a whole or not at all.</summary>
    public T Write<T>(SqliteCommand command, Func<SqliteCommand, T> write)
    {
        lock (_gate)
        {
            using var transaction = _writer.BeginTransaction();
            command.Transaction = transaction;
            var result = write(command);
            transaction.Commit();
            return result;
        }
    }

    /// <summary>The rows as they are now, one after the other as they are asked for.</summary>
    public IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params IEnumerable<(string Name, object Value)> parameters)
    {
        using var reader = Open(SqliteOpenMode.ReadOnly);
        using var select = Command(reader, sql, parameters);
        using var row = select.ExecuteReader();
        while (row.Read())
        {
            yield return read(row);
        }
    }

    public void Dispose() => _writer.Dispose();

    private static string SizeOf(string message) => $"(length(CAST({message} AS BLOB)) + {LogEvent.Overhead})";

    private static SqliteCommand Command(SqliteConnection connection, string sql, IEnumerable<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
