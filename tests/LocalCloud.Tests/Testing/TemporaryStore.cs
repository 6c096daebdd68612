using LocalCloud.Storage;

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

    public void Dispose()
    {
        Store.Dispose();
        _folder.Delete(recursive: true);
    }

    private DocumentStore Open() => new(Path.Combine(_folder.FullName, "state.db"));
}
