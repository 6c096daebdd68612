using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace LocalCloud.Storage;

/// <summary>
/// Every engine's state: JSON documents by collection and key in one SQLite file. A write that has returned survives the
/// end of the process; <see cref="Transact"/> makes several writes one.
/// </summary>
public sealed class DocumentStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();
    private bool _inTransaction;

    public DocumentStore(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        // NORMAL in WAL mode loses nothing when the process dies; only a power cut could take the last writes.
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;"
            + "CREATE TABLE IF NOT EXISTS documents(collection TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(collection, key)) WITHOUT ROWID;");
    }

    public JsonObject? Get(string collection, string key)
    {
        lock (_gate)
        {
            using var command = Command("SELECT body FROM documents WHERE collection=$c AND key=$k", collection, key);
            return command.ExecuteScalar() is string body ? JsonNode.Parse(body)!.AsObject() : null;
        }
    }

    public void Put(string collection, string key, JsonObject body)
    {
        lock (_gate)
        {
            using var command = Command(
                "INSERT INTO documents VALUES($c,$k,$b) ON CONFLICT(collection,key) DO UPDATE SET body=excluded.body", collection, key);
            command.Parameters.AddWithValue("$b", body.ToJsonString());
            command.ExecuteNonQuery();
        }
    }

    public bool Delete(string collection, string key)
    {
        lock (_gate)
        {
            using var command = Command("DELETE FROM documents WHERE collection=$c AND key=$k", collection, key);
            return command.ExecuteNonQuery() > 0;
        }
    }

    /// <summary>Documents whose key starts with <paramref name="prefix"/>, after <paramref name="after"/>, in ordinal key order.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonObject>> Scan(string collection, string prefix = "", string after = "", int limit = int.MaxValue)
    {
        lock (_gate)
        {
            using var command = Command(
                "SELECT key, body FROM documents WHERE collection=$c AND key>=$k AND key>$a AND key<$k||char(1114111) ORDER BY key LIMIT $l",
                collection, prefix);
            command.Parameters.AddWithValue("$a", after);
            command.Parameters.AddWithValue("$l", limit);
            using var reader = command.ExecuteReader();
            var rows = new List<KeyValuePair<string, JsonObject>>();
            while (reader.Read())
            {
                rows.Add(new(reader.GetString(0), JsonNode.Parse(reader.GetString(1))!.AsObject()));
            }

            return rows;
        }
    }

    /// <summary>Runs <paramref name="work"/>'s reads and writes as one: all of them, or on an exception none. Inside another one it is part of that.</summary>
    public void Transact(Action work)
    {
        lock (_gate)
        {
            if (_inTransaction)
            {
                work();
                return;
            }

            Execute("BEGIN IMMEDIATE");
            _inTransaction = true;
            try
            {
                work();
                Execute("COMMIT");
            }
            catch
            {
                RollBack();
                throw;
            }
            finally
            {
                _inTransaction = false;
            }
        }
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>SQLite has rolled back by itself after some errors, such as a full disk: that must not hide the error.</summary>
    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // There was nothing left to roll back.
        }
    }

    private SqliteCommand Command(string sql, string collection, string key)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$c", collection);
        command.Parameters.AddWithValue("$k", key);
        return command;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
