using System.Text.Json.Nodes;
using Amazon.Runtime;
using LocalCloud.CloudFormation;
using LocalCloud.Hosting;
using LocalCloud.Time;
using Mlops.Cli;
using Mlops.Cli.Connections;
using Scenarios.Coverage;

namespace Scenarios.Support;

/// <summary>One LocalCloud that plays two accounts: dev trains, prod serves what is promoted and approved.</summary>
internal sealed class TwoEnvironments : IAsyncDisposable
{
    public const string DevAccount = "111111111111";
    public const string ProdAccount = "222222222222";

    private const string Region = "us-east-1";
    private const double Speed = 30;
    private const string Foundation = "MlopsFoundation", Pipeline = "Mlops-ridership";

    private static readonly Action<JsonObject> Untouched = _ => { };

    private readonly string _folder = Directory.CreateTempSubdirectory("mlops-environments-").FullName;
    private readonly VirtualTimeProvider _clock = new(Speed, TimeProvider.System.GetUtcNow());
    private readonly List<string> _failures = [];
    private LocalCloudHost _host = null!;

    public DeployedEnvironment Dev { get; private set; } = null!;

    public DeployedEnvironment Prod { get; private set; } = null!;

    public LocalCloudHost Host => _host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Both environments, with edits of their foundations' templates.</summary>
    public static async Task<TwoEnvironments> StartAsync(Action<JsonObject>? dev = null, Action<JsonObject>? prod = null)
    {
        Checkout.Require();
        var environments = new TwoEnvironments();
        environments._host = await LocalCloudHost.StartAsync(environments.Options(), Token);
        environments.Prod = await environments.DeployAsync("prod", ProdAccount, prod);
        environments.Dev = await environments.DeployAsync("dev", DevAccount, dev);
        return environments;
    }

    /// <summary>Deploys an environment (again), with an edit of its foundation's template.</summary>
    public async Task<DeployedEnvironment> DeployAsync(string environment, string account, Action<JsonObject>? edit = null)
    {
        var folder = Copy(await Assemblies.OfAsync(environment), Path.Combine(_folder, environment));
        Change(folder, Foundation, edit ?? Untouched);
        Change(folder, Pipeline, environment == "dev" ? Quiet : Edit.NoMonitor);
        await _host.DeployAsync(folder, new Failures(_failures), Token);
        Assert.Empty(_failures);
        var connection = Connect(account);
        return new DeployedEnvironment(connection, await Product.FindAsync(connection, Token));
    }

    /// <summary>Moves the cloud's clock ahead.</summary>
    public Task PassAsync(TimeSpan time) => _clock.AdvanceAsync(time, Token);

    /// <summary>What a shell that works in an account has set.</summary>
    public IReadOnlyDictionary<string, string> Shell(string account) => new Dictionary<string, string>
    {
        ["AWS_ENDPOINT_URL"] = _host.Endpoint.ToString(),
        ["AWS_ACCESS_KEY_ID"] = Key(account),
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
    };

    private Connection Connect(string account) => new(_host.Endpoint, new BasicAWSCredentials(Key(account), "secret"), Region);

    public async ValueTask DisposeAsync()
    {
        foreach (var environment in new[] { Dev, Prod }.Where(each => each is not null))
        {
            await CoverageLog.NoteAsync(environment.Connection, CancellationToken.None);
            environment.Connection.Dispose();
        }

        await _host.DisposeAsync();
        _clock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // Runs are started by hand, and few trees are enough: what is tested here is everything but the model.
    private static void Quiet(JsonObject template)
    {
        Edit.NoUploadTrigger(template);
        Edit.NoSchedule(template);
        Edit.NoMonitor(template);
        Edit.Definition("\"num_iterations\":\"400\"", "\"num_iterations\":\"60\"")(template);
    }

    private static string Key(string account) => $"AKIA{account}";

    private LocalCloudOptions Options() => new()
    {
        StateFolder = Path.Combine(_folder, "state"),
        Account = DevAccount,
        Region = Region,
        AccessKeyId = Key(DevAccount),
        SecretAccessKey = "secret",
        FurtherAccounts = [new AccountKeys(ProdAccount, Key(ProdAccount), "secret")],
        ImageRegistry = Workspace.Find(null, AppContext.BaseDirectory).Images,
        Clock = _clock,
        Random = new Random(1),
    };

    private static string Copy(string assembly, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(assembly))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var asset in Directory.EnumerateDirectories(assembly).Where(asset => !Directory.Exists(Path.Combine(folder, Path.GetFileName(asset)))))
        {
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(asset)), asset);
        }

        return folder;
    }

    private static void Change(string folder, string stack, Action<JsonObject> edit)
    {
        var path = Path.Combine(folder, $"{stack}.template.json");
        var template = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(template);
        File.WriteAllText(path, template.ToJsonString());
    }

    private sealed class Failures(List<string> found) : IProgress<ResourceEvent>
    {
        public void Report(ResourceEvent value)
        {
            if (value.Status.EndsWith("_FAILED", StringComparison.Ordinal))
            {
                found.Add($"{value.StackName}/{value.LogicalId} {value.Status}: {value.Reason}");
            }
        }
    }
}
