using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace LocalCloud.Storage;

/// <summary>
/// Every engine's state: JSON documents by collection and key in one SQLite file. A write that has returned survives the
/// end of the process; <see cref="Transact"/> makes several writes one.
/// </summary>
public sealed class DocumentStore : IDisposable
{
    // Documents hold documents as text; the default escapes every quote of theirs to six characters.
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SqliteConnection _connection;
    // Prepared once: parsing the statement would cost more than running it. Used under the lock only.
    private readonly SqliteCommand _get;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _scan;
    private readonly SqliteCommand _scanBack;
    private readonly Lock _gate = new();
    private bool _inTransaction;

    public DocumentStore(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        // NORMAL in WAL mode loses nothing when the process dies; only a power cut could take the last writes.
        Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;"
            + "CREATE TABLE IF NOT EXISTS documents(collection TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(collection, key)) WITHOUT ROWID;");
        _get = Prepare("SELECT body FROM documents WHERE collection=$c AND key=$k");
        _put = Prepare("INSERT INTO documents VALUES($c,$k,$b) ON CONFLICT(collection,key) DO UPDATE SET body=excluded.body", ("$b", SqliteType.Text));
        _delete = Prepare("DELETE FROM documents WHERE collection=$c AND key=$k");
        _scan = Prepare(
            "SELECT key, body FROM documents WHERE collection=$c AND key>=$k AND key>$a AND key<$k||char(1114111) ORDER BY key LIMIT $l",
            ("$a", SqliteType.Text), ("$l", SqliteType.Integer));
        _scanBack = Prepare(
            "SELECT key, body FROM documents WHERE collection=$c AND key>=$k AND key<$a ORDER BY key DESC LIMIT $l",
            ("$a", SqliteType.Text), ("$l", SqliteType.Integer));
    }

    public JsonObject? Get(string collection, string key)
    {
        string? body;
        lock (_gate)
        {
            body = Bound(_get, collection, key).ExecuteScalar() as string;
        }

        return body is null ? null : JsonNode.Parse(body)!.AsObject();
    }

    public void Put(string collection, string key, JsonObject body)
    {
        var text = body.ToJsonString(_plain);
        lock (_gate)
        {
            var command = Bound(_put, collection, key);
            command.Parameters[2].Value = text;
            command.ExecuteNonQuery();
        }
    }

    public bool Delete(string collection, string key)
    {
        lock (_gate)
        {
            return Bound(_delete, collection, key).ExecuteNonQuery() > 0;
        }
    }

    /// <summary>Documents whose key starts with <paramref name="prefix"/>, after <paramref name="after"/>, in ordinal key order.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonObject>> Scan(string collection, string prefix = "", string after = "", int limit = int.MaxValue) =>
        Read(_scan, collection, prefix, after, limit);

    /// <summary>Documents whose key starts with <paramref name="prefix"/>, before <paramref name="before"/> if that is given, from the last on.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonObject>> ScanBack(string collection, string prefix, string? before = null, int limit = int.MaxValue) =>
        Read(_scanBack, collection, prefix, before ?? prefix + "\U0010FFFF", limit);

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

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_get, _put, _delete, _scan, _scanBack])
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private List<KeyValuePair<string, JsonObject>> Read(SqliteCommand scan, string collection, string prefix, string bound, int limit)
    {
        var rows = new List<(string Key, string Body)>();
        lock (_gate)
        {
            var command = Bound(scan, collection, prefix);
            (command.Parameters[2].Value, command.Parameters[3].Value) = (bound, limit);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        return rows.ConvertAll(row => KeyValuePair.Create(row.Key, JsonNode.Parse(row.Body)!.AsObject()));
    }

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

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<(string Name, SqliteType Type)> more)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add("$c", SqliteType.Text);
        command.Parameters.Add("$k", SqliteType.Text);
        foreach (var (name, type) in more)
        {
            command.Parameters.Add(name, type);
        }

        command.Prepare();
        return command;
    }

    private static SqliteCommand Bound(SqliteCommand command, string collection, string key)
    {
        (command.Parameters[0].Value, command.Parameters[1].Value) = (collection, key);
        return command;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
