using System.Text.Json.Nodes;
using LocalCloud.Storage;

namespace LocalCloud.Tests.Storage;

public sealed class DocumentStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-store-");
    private DocumentStore _store;

    public DocumentStoreTests() => _store = Open();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Put_Reopened_IsThere()
    {
        _store.Put("c", "k", new JsonObject { ["x"] = 1 });

        _store.Dispose();
        _store = Open();

        Assert.Equal(1, (int?)_store.Get("c", "k")?["x"]);
    }

    [Fact]
    public void Scan_PrefixAndAfter_AnswersInKeyOrder()
    {
        foreach (var key in new[] { "b/2", "a", "b/1", "b/3", "c", "b" })
        {
            _store.Put("c", key, []);
        }

        Assert.Equal(["b/2", "b/3"], _store.Scan("c", "b/", after: "b/1").Select(row => row.Key));
        Assert.Equal(["b", "b/1"], _store.Scan("c", "b", limit: 2).Select(row => row.Key));
    }

    [Fact]
    public void ScanBack_PrefixAndBefore_AnswersFromTheLastOn()
    {
        foreach (var key in new[] { "b/2", "a", "b/1", "b/3", "c", "b" })
        {
            _store.Put("c", key, []);
        }

        Assert.Equal(["b/3", "b/2", "b/1"], _store.ScanBack("c", "b/").Select(row => row.Key));
        Assert.Equal(["b/2"], _store.ScanBack("c", "b/", before: "b/3", limit: 1).Select(row => row.Key));
        Assert.Empty(_store.ScanBack("c", "b/", before: "b/1"));
    }

    [Fact]
    public void Transact_WorkThrows_LeavesNothingOfIt()
    {
        Assert.Throws<InvalidOperationException>(() => _store.Transact(() =>
        {
            _store.Put("c", "k", []);
            throw new InvalidOperationException();
        }));

        Assert.Null(_store.Get("c", "k"));
        _store.Put("c", "k", []);
        Assert.NotNull(_store.Get("c", "k"));
    }

    [Fact]
    public void Transact_InsideAnother_IsPartOfIt()
    {
        Assert.Throws<InvalidOperationException>(() => _store.Transact(() =>
        {
            _store.Transact(() => _store.Put("c", "inner", []));
            throw new InvalidOperationException();
        }));

        Assert.Null(_store.Get("c", "inner"));
    }

    private DocumentStore Open() => new(Path.Combine(_folder.FullName, "state.db"));
}
