using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.CloudWatch;
using LocalCloud.Ecr;
using LocalCloud.EventBridge;
using LocalCloud.Faults;
using LocalCloud.Iam;
using LocalCloud.Lambda;
using LocalCloud.Lambda.Http;
using LocalCloud.Logs;
using LocalCloud.Models;
using LocalCloud.Processes;
using LocalCloud.Protocol;
using LocalCloud.S3;
using LocalCloud.S3.Http;
using LocalCloud.SageMaker;
using LocalCloud.Sns;
using LocalCloud.Sqs;
using LocalCloud.Ssm;
using LocalCloud.StepFunctions;
using LocalCloud.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting;

/// <summary>Every engine of one cloud, constructed and joined: the one place that knows them all.</summary>
internal sealed class Engines : IAsyncDisposable
{
    private readonly CallerIdentifier _callers;
    private readonly RuntimeApiEndpoint _runtimeApi;
    private readonly S3HttpHandler _s3Http;
    private readonly ProtocolEndpoint _protocol;
    private readonly EventBridgeEngine _eventBridge;
    private readonly CloudWatchEngine _cloudWatch;
    private readonly LogsEngine _logs;
    private readonly LambdaEngine _lambda;
    private readonly StepFunctionsEngine _stepFunctions;
    private readonly ApiDispatcher _dispatcher;
    private readonly CloudFormationEngine _cloudFormation;
    private readonly IReadOnlyDictionary<string, IResourceType> _resourceTypes;
    private readonly ILogger _logger;

    public Engines(CloudIdentity cloud, DocumentStore store, LocalCloudOptions options, ILoggerFactory loggers, Accounts? accounts = null)
    {
        accounts ??= new Accounts(new CredentialStore(store, options.Clock), this);
        (Cloud, Faults) = (cloud, new FaultPlan(options.Clock));
        _logger = loggers.CreateLogger<Engines>();
        var time = options.Clock;
        ApiDispatcher? dispatcher = null;
        // The dispatcher is made of the engines and the engines call through it: they ask for it when they call.
        IApi Api() => dispatcher!;

        var roles = new RoleStore(store);
        var iam = Iam = new IamEngine(cloud, roles, new AccessUseLog(store), time) { Others = account => accounts.Find(account)?.Iam };
        var credentials = accounts.Credentials;
        credentials.AddRoot(cloud.Account, options.AccessKeyId, options.SecretAccessKey);
        var trust = new RoleCredentials(iam, credentials, cloud);
        _eventBridge = new EventBridgeEngine(cloud, store, new EventBridgeSurroundings(time, iam, Api)
        {
            Faults = Faults,
            Others = account => accounts.Find(account)?._eventBridge,
            CanAssume = (role, rule) => trust.CanAssume("events.amazonaws.com", role, rule),
            Logger = loggers.CreateLogger<EventBridgeEngine>(),
        });
        var signals = new EventSignals(() => _eventBridge);
        _cloudWatch = new CloudWatchEngine(
            cloud, store, new CloudWatchSurroundings(time, Api, () => _eventBridge) { Logger = loggers.CreateLogger<CloudWatchEngine>() });
        var s3 = S3 = new S3Engine(cloud, store, time, iam, () => _eventBridge, bucket => accounts.OwnerOf(bucket, except: this)?.S3);
        var objects = new S3ObjectStore(bucket => (accounts.OwnerOf(bucket, except: this) ?? this).S3);
        Repositories = new RepositoryPolicies(store);
        _logs = new LogsEngine(cloud, store, time, iam);
        var compute = new ComputeContext
        {
            Identity = cloud,
            Store = store,
            Time = time,
            Random = new Random(options.Random.Next()),
            Objects = objects,
            Repositories = account => accounts.Find(account)?.Repositories,
            Roles = trust,
            Authorizer = iam,
            Api = Api,
            Events = () => signals,
            Faults = Faults,
            Metrics = _cloudWatch,
            Logs = _logs,
            Logger = loggers.CreateLogger<ComputeContext>(),
        };
        _lambda = new LambdaEngine(compute);
        SageMaker = new SageMakerEngine(compute, options.ImageRegistry ?? Path.Combine(cloud.StateFolder, "images.json"), account => accounts.Find(account)?.SageMaker);
        _stepFunctions = new StepFunctionsEngine(StepFunctions(compute, signals, options, loggers));

        _cloudFormation = new CloudFormationEngine(new CloudFormationContext
        {
            Identity = cloud,
            Store = store,
            Time = time,
            Random = new Random(options.Random.Next()),
            Types = principal => ResourceTypes.All(principal, Api, cloud, s3, roles, _eventBridge, _lambda, Repositories),
            Api = Api,
            ReadObject = objects.ReadTextAsync,
            CanAssume = role => trust.CanAssume("cloudformation.amazonaws.com", role),
            Logger = loggers.CreateLogger<CloudFormationEngine>(),
        });

        dispatcher = new ApiDispatcher(
            [
                _cloudFormation.Service(),
                new S3Api(s3).Service(),
                _eventBridge.Service(),
                _cloudWatch.Service(),
                _lambda.Service,
                _logs.Service(),
                _stepFunctions.Service,
                SageMaker.Service,
                SageMaker.Runtime,
                new SqsEngine(cloud, store, time).Service(),
                new SnsEngine(cloud, store, new SnsSurroundings(time, Api) { Logger = loggers.CreateLogger<SnsEngine>() }).Service(),
                new SsmService(cloud, store, time).Api,
                new StsService(iam, credentials).Api,
                new IamService(iam, time).Api,
            ],
            new RequestValidator(),
            iam)
        {
            Faults = Faults,
            Elsewhere = (service, input) => accounts.OwnerOf(service, input, except: this)?._dispatcher,
        };
        _dispatcher = dispatcher;

        // A fast clock is not the clients' clock: nothing can be said about when they signed.
        var skew = time == TimeProvider.System ? new SignatureOptions() : new SignatureOptions { AllowedSkew = null };
        _callers = new CallerIdentifier(credentials, new SignatureVerifier(skew, time), time);
        _runtimeApi = new RuntimeApiEndpoint(_lambda.Workers);
        _s3Http = new S3HttpHandler(s3, IdentifyS3Caller) { Faults = Faults };
        _protocol = new ProtocolEndpoint(dispatcher, _callers, new ServiceRouter(), loggers.CreateLogger<ProtocolEndpoint>());
        _resourceTypes = ResourceTypes.All(new Principal.Root(cloud.Account), Api, cloud, s3, roles, _eventBridge, _lambda, Repositories);
        Deployer = new StackDeployer(cloud, _cloudFormation, Api, _resourceTypes, new AssetPublisher(s3).PublishAsync);
    }

    public CloudIdentity Cloud { get; }

    public FaultPlan Faults { get; }

    public SageMakerEngine SageMaker { get; }

    public StackDeployer Deployer { get; }

    public IApi Api => _dispatcher;

    /// <summary>What the other accounts of this cloud come to, each through <see cref="Accounts"/>.</summary>
    internal IamEngine Iam { get; }

    internal S3Engine S3 { get; }

    internal RepositoryPolicies Repositories { get; }

    public IReadOnlyList<FeatureGroup> Supported => SupportedFeatures.Of(_dispatcher.Services, _s3Http.Operations, _resourceTypes.Values);

    /// <summary>Goes on with what was under way when the last cloud on this state stopped.</summary>
    public async Task StartAsync()
    {
        _lambda.Start();
        SageMaker.Start();
        _eventBridge.Start();
        _cloudWatch.Start();
        await _stepFunctions.ResumeAsync();
        _cloudFormation.Start();
        await BootstrapStack.EnsureAsync(Deployer, Cloud);
    }

    /// <summary>Which protocol a request speaks: functions' Runtime API by its path, S3 by its signature, everything else by the API models.</summary>
    public Task ServeAsync(HttpContext http)
    {
        if (BrowserRequests.IsFromAPage(http.Request))
        {
            return BrowserRequests.RefuseAsync(http.Response);
        }

        if (http.Request.Path.StartsWithSegments(RuntimeApiEndpoint.Prefix.TrimEnd('/'), StringComparison.Ordinal))
        {
            return _runtimeApi.HandleAsync(http);
        }

        return IsForS3(http.Request) ? _s3Http.HandleAsync(http) : _protocol.HandleAsync(http);
    }

    /// <summary>Whether a function of this account works at the other end of a Runtime API's request.</summary>
    public bool RunsWorker(PathString path) => _lambda.Workers.Find(path.Value!.Split('/') is [_, _, var worker, ..] ? worker : "") is not null;

    public async ValueTask DisposeAsync()
    {
        // Who starts work stops before who does it.
        await StopAsync("CloudFormation", () => _cloudFormation.DisposeAsync().AsTask());
        await StopAsync("CloudWatch", () => _cloudWatch.DisposeAsync().AsTask());
        await StopAsync("EventBridge", () => _eventBridge.StopAsync());
        await StopAsync("Step Functions", () => _stepFunctions.DisposeAsync().AsTask());
        await StopAsync("Lambda", () => _lambda.DisposeAsync().AsTask());
        await StopAsync("SageMaker", () => SageMaker.DisposeAsync().AsTask());
        _logs.Dispose();
    }

    private async Task StopAsync(string engine, Func<Task> stop)
    {
        try
        {
            await stop();
        }
        catch (Exception problem)
        {
            // The others hold processes, too: they are stopped whatever this one does.
            _logger.NotStopped(problem, engine);
        }
    }

    private static StepFunctionsContext StepFunctions(ComputeContext compute, EventSignals signals, LocalCloudOptions options, ILoggerFactory loggers) => new()
    {
        Identity = compute.Identity,
        Store = compute.Store,
        Time = compute.Time,
        Random = options.Random,
        Authorizer = compute.Authorizer,
        Api = compute.Api,
        Events = compute.Events,
        Signals = signals,
        Logs = compute.Logs,
        CanAssume = (role, machine) => compute.Roles.CanAssume("states.amazonaws.com", role, machine)
            || compute.Roles.CanAssume($"states.{compute.Identity.Region}.amazonaws.com", role, machine),
        Logger = loggers.CreateLogger<StepFunctionsEngine>(),
    };

    internal static bool IsForS3(HttpRequest request)
    {
        if (request.Headers.ContainsKey("x-amz-target"))
        {
            return false;
        }

        var signed = SignedRequest.From(request);
        var signature = SignatureV2.Read(signed)?.ToSignature() ?? SignatureReader.Read(signed, out _);
        return signature?.Service == "s3" || (signature is null && request.Method is "GET" or "HEAD");
    }

    private ValueTask<Principal> IdentifyS3Caller(HttpContext http) => _callers.Identify(SignedRequest.From(http.Request), bodySha256: null) switch
    {
        Caller.Known known => ValueTask.FromResult(known.Principal),
        Caller.Rejected rejected => throw rejected.Failure.ToException("rest-xml"),
        _ => ValueTask.FromResult<Principal>(new Principal.Anonymous()),
    };
}
