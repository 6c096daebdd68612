using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.Storage;

namespace LocalCloud.Tests.Processes;

/// <summary>A state folder of its own and fakes of everything that the engines need of the cloud.</summary>
internal sealed class ComputeFixture : IDisposable, IRequestValidator
{
    public ComputeFixture(TimeProvider? time = null)
    {
        Folder = Directory.CreateTempSubdirectory("compute-").FullName;
        Time = time ?? TimeProvider.System;
        Store = OpenStore();
    }

    public string Folder { get; }

    public TimeProvider Time { get; }

    public DocumentStore Store { get; private set; }

    public Uri Endpoint { get; set; } = new("http://127.0.0.1:1");

    public FakeObjectStore Objects { get; } = new();

    public FakeRoles Roles { get; } = new();

    public FakeAuthorizer Authorizer { get; } = new();

    public FakeEvents Events { get; } = new();

    public FakeApi Api { get; } = new();

    public FakeLogs Logs { get; } = new();

    public Random Random { get; } = new(1);

    public IMetricPublisher? Metrics { get; set; }

    public static Principal Caller { get; } = new Principal.Role("000000000000", "caller", "test");

    public ComputeContext Context => new()
    {
        Identity = new CloudIdentity { StateFolder = Folder, Endpoint = Endpoint },
        Store = Store,
        Time = Time,
        Random = Random,
        Objects = Objects,
        Roles = Roles,
        Authorizer = Authorizer,
        Api = () => Api,
        Events = () => Events,
        Metrics = Metrics,
        Logs = Logs,
    };

    public static string Role(string name) => $"arn:aws:iam::000000000000:role/{name}";

    public ApiDispatcher Dispatcher(params ApiService[] services) => new(services, this, Authorizer);

    /// <summary>The state as a new process would find it.</summary>
    public void Reopen()
    {
        Store.Dispose();
        Store = OpenStore();
    }

    public void Validate(string service, string operation, JsonObject input)
    {
        // Models have tests of their own.
    }

    /// <summary>Writes an executable script into the state folder.</summary>
    public string Script(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private DocumentStore OpenStore() => new(Path.Combine(Folder, "state.db"));
}
