using LocalCloud.Logs;
using Microsoft.Data.Sqlite;

namespace LocalCloud.Tests.Logs;

/// <summary>What readers and writers of logs share, and what they do not wait for.</summary>
public sealed class LogDatabaseTests : IDisposable
{
    private const string Group = "/app/jobs";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("logs-");
    private LogDatabase _database;
    private EventStore _events;

    public LogDatabaseTests() => (_database, _events) = Open();

    private string Path => System.IO.Path.Combine(_folder.FullName, "logs.db");

    public void Dispose()
    {
        Close();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Append_WhileAReaderIsBusy_DoesNotWaitForIt()
    {
        var stream = Stream("one");
        _events.Append(stream, [(1, "1"), (2, "2")], now: 5);
        var isWritten = new List<bool>();

        _events.Walk([new(stream, "one", 0, null, null, null)], new EventRange(0, long.MaxValue), _ =>
        {
            var writer = new Thread(() => _events.Append(stream, [(3, "3")], now: 5)) { IsBackground = true };
            writer.Start();
            isWritten.Add(writer.Join(TimeSpan.FromSeconds(20)));
            return true;
        });

        // The reader has gone on with what was there when it began.
        Assert.Equal([true, true], isWritten);
    }

    [Fact]
    public void StoredBytes_AsEventsComeAndGo_IsTheirSize()
    {
        var (one, two) = (Stream("one"), Stream("two"));
        _events.Append(one, [(1, "old"), (10, "größer")], now: 10);
        _events.Append(two, [(10, "x")], now: 10);
        var all = _events.StoredBytes(Group);

        _events.Expire(Group, oldest: 5);
        var unexpired = _events.StoredBytes(Group);
        new StreamStore(_database).Delete(Group, "two");

        Assert.Equal((3 + 8 + 1 + (3 * 26), 8 + 1 + (2 * 26), 8 + 26, 0), (all, unexpired, _events.StoredBytes(Group), _events.StoredBytes("/other")));
    }

    [Fact]
    public void StoredBytes_OfAFileFromBeforeTheCount_IsCounted()
    {
        _events.Append(Stream("one"), [(1, "four")], now: 1);
        Close();
        using (var old = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            old.Open();
            using var command = old.CreateCommand();
            command.CommandText = "DROP TRIGGER event_added; DROP TRIGGER event_removed; DROP TABLE sizes;";
            command.ExecuteNonQuery();
        }

        (_database, _events) = Open();
        _events.Append(Stream("two"), [(2, "two")], now: 2);

        Assert.Equal(4 + 3 + (2 * 26), _events.StoredBytes(Group));
    }

    private long Stream(string name) => new StreamStore(_database).Create(Group, name, now: 0)!.Value;

    private (LogDatabase Database, EventStore Events) Open()
    {
        var database = new LogDatabase(Path);
        return (database, new EventStore(database));
    }

    private void Close()
    {
        _events.Dispose();
        _database.Dispose();
    }
}
