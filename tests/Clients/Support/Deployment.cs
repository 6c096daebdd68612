using System.Text.Json.Nodes;
using Amazon.S3.Model;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using Mlops.Cli.Connections;
using Mlops.Cli.Local;
using Scenarios.Support;

namespace Clients.Support;

/// <summary>
/// The product's app on a LocalCloud where one run has deployed a model, the clients that are to use it, and what they have done.
/// A second cloud, empty, keeps the real time: only there can a client's clock be wrong.
/// </summary>
public sealed class Deployment : IAsyncLifetime
{
    public const string Pipeline = "ridership";

    public const string ModelGroup = "mlops-ridership";

    public const string Endpoint = "mlops-ridership";

    private const string Account = "000000000000";
    private const string Region = "us-east-1";
    private const int CdkHash = 8;
    private const string StrangerRole = "ClientsStranger";

    private readonly string _folder = Directory.CreateTempSubdirectory("mlops-clients-").FullName;
    private AppCloud? _app;
    private AppCloud? _realTime;

    internal Matrix Matrix { get; } = new();

    internal IReadOnlyList<IAwsClient> Clients { get; private set; } = [];

    internal Connection Connection { get; private set; } = null!;

    internal Product Product { get; private set; } = null!;

    /// <summary>The execution that trained and deployed.</summary>
    internal string Execution { get; private set; } = "";

    internal string Machine => Product.Pipelines[Pipeline];

    internal Uri RealTime => _realTime!.Host.Endpoint;

    internal string Folder => _folder;

    /// <summary>A role that the account may assume and that may do nothing.</summary>
    internal string Stranger { get; private set; } = "";

    /// <summary>Of the foundation or of the pipeline's stack.</summary>
    internal string PhysicalId(string logicalId) => _app!.Host.Stacks
        .Where(stack => stack.Name == $"Mlops-{Pipeline}" || !stack.Name.StartsWith("Mlops-", StringComparison.Ordinal))
        .SelectMany(stack => stack.Resources)
        .Single(resource => resource.LogicalId.StartsWith(logicalId, StringComparison.Ordinal) && (resource.LogicalId.Length - logicalId.Length) is 0 or CdkHash).PhysicalId;

    /// <summary>Asks whichever client there is that has it: for what another client needs beforehand.</summary>
    internal async Task<Answer> AnyAsync(AwsRequest request)
    {
        var able = Clients.FirstOrDefault(client => client.Absence is null && client.Has(request));
        Assert.SkipWhen(able is null, $"There is no client here that can call {request.Service}.");
        return await able!.DoAsync(request, TestContext.Current.CancellationToken);
    }

    internal IAwsClient Client(string name) => Clients.Single(client => client.Name == name);

    public async ValueTask InitializeAsync()
    {
        if (!Checkout.IsBuilt)
        {
            return;
        }

        var cancellationToken = TestContext.Current.CancellationToken;
        _app = await StartAsync("app", new LocalOptions { Port = 0, Account = Account, Region = Region, Speed = 30 }, cancellationToken);
        _realTime = await StartAsync("real", new LocalOptions { Port = 0, Account = Account, Region = Region, Empty = true }, cancellationToken);
        Connection = _app.Connect();
        Product = await Product.FindAsync(Connection, cancellationToken);
        Stranger = $"arn:aws:iam::{Account}:role/{PhysicalId(StrangerRole)}";
        Clients = await MakeClientsAsync(_app.Host.Endpoint);
        Execution = await TrainAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in Clients)
        {
            await client.DisposeAsync();
        }

        if (!Matrix.IsEmpty)
        {
            var results = Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", "test-results")).FullName;
            await File.WriteAllTextAsync(Path.Combine(results, "client-matrix.md"), Matrix.Table([.. Clients.Select(client => client.Name)], Steps.All.Keys));
        }

        Connection?.Dispose();
        foreach (var cloud in new[] { _app, _realTime })
        {
            if (cloud is not null)
            {
                await cloud.DisposeAsync();
            }
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<AppCloud> StartAsync(string name, LocalOptions options, CancellationToken cancellationToken)
    {
        var failures = new List<string>();
        var cloud = await AppCloud.StartAsync(
            Checkout.CopyTo(Path.Combine(_folder, name, "workspace"), [AddStranger]), Path.Combine(_folder, name, "state"), options, failures.Add, cancellationToken);
        Assert.Empty(failures);
        return cloud;
    }

    private static void AddStranger(JsonObject template) => template["Resources"]![StrangerRole] = JsonNode.Parse(
        $$"""
        {
          "Type": "AWS::IAM::Role",
          "Properties": {
            "AssumeRolePolicyDocument": {
              "Version": "2012-10-17",
              "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "AWS": "arn:aws:iam::{{Account}}:root" } }]
            }
          }
        }
        """);

    private async Task<IReadOnlyList<IAwsClient>> MakeClientsAsync(Uri endpoint)
    {
        var config = Path.Combine(_folder, "aws.config");
        // The service is to say what is wrong with a request, not the command line.
        await File.WriteAllTextAsync(config, "[default]\nparameter_validation = false\n");
        var environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = endpoint.ToString(),
            ["AWS_REGION"] = Region,
            ["AWS_DEFAULT_REGION"] = Region,
            ["AWS_ACCESS_KEY_ID"] = LocalInstance.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = LocalInstance.SecretKey,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = config,
            ["PYTHONIOENCODING"] = "utf-8",
        };
        var (scripts, js) = (Path.Combine(Checkout.Root, "tests", "Clients"), Path.Combine(Checkout.Root, "tests", "Clients", "js"));
        return
        [
            new CommandLineClient(await Programs.MissingAsync("aws", ["--version"], "There is no AWS CLI on the PATH."), environment, _folder),
            new LineClient(
                "boto3", "python3", Path.Combine(scripts, "python", "boto3_client.py"),
                await Programs.MissingAsync("python3", ["-c", "import boto3"], "There is no python3 with boto3 on the PATH."), environment, _folder),
            new LineClient(
                "AWS SDK for JavaScript", "node", Path.Combine(js, "client.mjs"),
                Directory.Exists(Path.Combine(js, "node_modules")) ? await Programs.MissingAsync("node", ["--version"], "There is no node on the PATH.") : "'npm ci' has not been run in tests/Clients/js.",
                environment, _folder),
            new NetClient(endpoint, new AccessKeys(LocalInstance.AccessKey, LocalInstance.SecretKey)),
        ];
    }

    /// <summary>Three years of data in one burst; the execution that they make.</summary>
    private async Task<string> TrainAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(Ridership.Months(2001, 2003), cancellationToken, async (file, token) => await Connection.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = Product.DataBucket, Key = $"incoming/{Pipeline}/{file.Key}", ContentBody = file.Value }, token));
        return await Until.FoundAsync("the burst's run to end", async () =>
        {
            var packages = await Connection.SageMaker.ListModelPackagesAsync(new() { ModelPackageGroupName = ModelGroup }, cancellationToken);
            var executions = await Connection.StepFunctions.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = Machine }, cancellationToken);
            var all = executions.Executions ?? [];
            return packages.ModelPackageSummaryList is { Count: > 0 } && all.TrueForAll(execution => execution.Status != ExecutionStatus.RUNNING)
                ? all.OrderByDescending(execution => execution.StopDate - execution.StartDate).First().ExecutionArn
                : null;
        });
    }

}
