using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Capture;
using LocalCloud.SageMaker.Hosting;
using LocalCloud.SageMaker.Images;
using LocalCloud.SageMaker.Jobs;
using LocalCloud.SageMaker.Registry;

namespace LocalCloud.SageMaker;

/// <summary>
/// SageMaker: <see cref="Service"/> and <see cref="Runtime"/> are its APIs. Start it when the cloud's endpoint answers; jobs
/// that were in progress run again from their start, and endpoints in service get their processes back.
/// </summary>
public sealed class SageMakerEngine : IAsyncDisposable
{
    // A container is one hop away and answers by itself in time; the limit is set per request.
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ModelPackages _packages;
    private readonly TrainingJobs _training;
    private readonly ProcessingJobs _processing;
    private readonly EndpointDeployments _deployments;
    private readonly DataCapture _capture;

    /// <param name="imageRegistry">Path of the image registry's JSON file; it need not exist yet.</param>
    /// <param name="others">SageMaker of another account, whose registry may be shared with this one; null where there is no such account.</param>
    public SageMakerEngine(ComputeContext compute, string imageRegistry, Func<string, SageMakerEngine?>? others = null)
    {
        var context = new SageMakerContext(compute, new ImageRegistry(imageRegistry, compute.Authorizer, compute.Repositories), Meter);
        var groups = new ModelPackageGroups(context);
        var packages = _packages = new ModelPackages(context, groups);
        var models = new ModelOperations(context, account => account == compute.Identity.Account ? packages : others?.Invoke(account)?._packages);
        var configs = new EndpointConfigs(context, models);
        var endpoints = new EndpointStore(context);
        var traffic = new EndpointTraffic(compute.Supervision);
        _training = new TrainingJobs(context);
        _processing = new ProcessingJobs(context);
        _deployments = new EndpointDeployments(context, endpoints, new FleetStarter(context, _client), traffic);
        Service = new ApiService("sagemaker",
        [
            .. _training.All(),
            .. _processing.All(),
            .. groups.All(),
            .. packages.All(),
            .. models.All(),
            .. configs.All(),
            .. new Endpoints(context, configs, endpoints, _deployments).All(),
            .. Tags(context.Tags),
        ]);
        _capture = new DataCapture(context);
        Runtime = new ApiService("sagemaker-runtime", [new InvokeEndpoint(context, endpoints, traffic, _client, _capture).Operation()]);
    }

    public ApiService Service { get; }

    public ApiService Runtime { get; }

    public JobMeter Meter { get; } = new();

    public void Start()
    {
        _capture.Start();
        _training.Resume();
        _processing.Resume();
        _deployments.Resume();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_training.DisposeAsync().AsTask(), _processing.DisposeAsync().AsTask(), _deployments.DisposeAsync().AsTask());
        // When the last request has been answered.
        await _capture.DisposeAsync();
        _client.Dispose();
    }

    private static IEnumerable<ApiOperation> Tags(TagStore tags) =>
    [
        Access.Operation("AddTags", input => input.Text("ResourceArn"),
            input => new JsonObject { ["Tags"] = tags.Add(input.Text("ResourceArn"), input.Children("Tags")) }),
        Access.Operation("ListTags", input => input.Text("ResourceArn"), input => new JsonObject { ["Tags"] = tags.Get(input.Text("ResourceArn")) }),
    ];
}
