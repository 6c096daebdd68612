using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Faults;
using LocalCloud.Hosting;
using LocalCloud.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Tests.Hosting;

/// <summary>Every engine, joined as the host joins them, without the web server. It has one stack, <c>main</c>.</summary>
internal sealed class CloudFixture : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localcloud-hosting-");
    private readonly DocumentStore _store;
    private readonly Engines _engines;

    public CloudFixture(TimeProvider? clock = null)
    {
        _store = new DocumentStore(Path.Combine(_folder.FullName, "state.db"));
        var cloud = new CloudIdentity { StateFolder = _folder.FullName, Endpoint = new Uri("http://127.0.0.1:4566") };
        var options = new LocalCloudOptions
        {
            StateFolder = _folder.FullName,
            AccessKeyId = "AKIDEXAMPLE",
            SecretAccessKey = "secret",
            Random = new Random(1),
            Clock = clock ?? TimeProvider.System,
        };
        _engines = new Engines(cloud, _store, options, NullLoggerFactory.Instance);
    }

    public FaultPlan Faults => _engines.Faults;

    public StackRecord Stack => Assert.Single(_engines.Deployer.Stacks, stack => stack.Name == "main");

    public IReadOnlyList<FeatureGroup> Supported => _engines.Supported;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts what works in the background.</summary>
    public Task StartAsync() => _engines.StartAsync();

    /// <summary>Deploys the stack; a function's code is at <c>assets/code</c>.</summary>
    public async Task DeployAsync(string template)
    {
        var file = Path.Combine(_folder.FullName, "main.template.json");
        await File.WriteAllTextAsync(file, template, Cancel);
        var code = Directory.CreateDirectory(Path.Combine(_folder.FullName, "code")).FullName;
        await File.WriteAllTextAsync(Path.Combine(code, "bootstrap"), "#!/bin/bash\n", Cancel);
        var stack = new AssemblyStack { Name = "main", TemplateFile = file, DependsOn = [], Assets = [new FileAsset(code, Zip: true, "assets", "code")] };
        await _engines.Deployer.DeployAsync(new CloudAssembly([stack]), new Progress<ResourceEvent>(), Cancel);
    }

    /// <summary>A call by the account itself: validated like anybody's.</summary>
    public Task<JsonObject> CallAsync(string service, string operation, JsonObject? input = null) =>
        _engines.Api.CallAsync(service, operation, input ?? [], new Principal.Root("000000000000"), Cancel);

    public Task ServeAsync(Microsoft.AspNetCore.Http.HttpContext http) => _engines.ServeAsync(http);

    public Task<AwsException> RefusalAsync(string service, string operation, JsonObject input) =>
        Assert.ThrowsAsync<AwsException>(() => CallAsync(service, operation, input));

    public async ValueTask DisposeAsync()
    {
        await _engines.DisposeAsync();
        _store.Dispose();
        _folder.Delete(recursive: true);
    }
}
