using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Tests.S3;

/// <summary>A folder of state of its own, with the store in it; deleted at the end.</summary>
internal sealed class TestState : IDisposable
{
    public TestState()
    {
        Folder = Directory.CreateTempSubdirectory("localcloud-").FullName;
        Identity = new() { StateFolder = Folder, Endpoint = new Uri("http://127.0.0.1:4566") };
        Store = new(Path.Combine(Folder, "state.db"));
    }

    public string Folder { get; }

    public CloudIdentity Identity { get; init; }

    public DocumentStore Store { get; private set; }

    public Principal Root => new Principal.Root(Identity.Account);

    /// <summary>Closes and opens the store, as a restart of the process does.</summary>
    public void Restart()
    {
        Store.Dispose();
        Store = new(Path.Combine(Folder, "state.db"));
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
