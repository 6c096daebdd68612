using LocalCloud.Storage;
using Microsoft.Data.Sqlite;

namespace LocalCloud.Tests.Testing;

/// <summary>A document store in a folder of its own; <see cref="Reopen"/> is what a restart does.</summary>
internal sealed class TemporaryStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-");

    public TemporaryStore() => Store = Open();

    public DocumentStore Store { get; private set; }

    public DocumentStore Reopen()
    {
        Store.Dispose();
        return Store = Open();
    }

    /// <summary>From now on writing a document with the key in the collection fails, as on a disk that is full.</summary>
    public void Refuse(string collection, string key) => Execute(
        $"CREATE TRIGGER refused BEFORE INSERT ON documents WHEN NEW.collection='{collection}' AND NEW.key LIKE '{key}' BEGIN SELECT RAISE(ABORT, 'refused'); END");

    public void RefuseNothing() => Execute("DROP TRIGGER refused");

    public void Dispose()
    {
        Store.Dispose();
        _folder.Delete(recursive: true);
    }

    private DocumentStore Open() => new(File);

    private string File => Path.Combine(_folder.FullName, "state.db");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
