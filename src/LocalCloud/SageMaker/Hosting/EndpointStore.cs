using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>Endpoints as Describe shows them, and beside each what it serves and is being moved to.</summary>
internal sealed class EndpointStore(SageMakerContext context)
{
    public const string DetailType = "SageMaker Endpoint State Change";
    private const string Endpoints = "sagemaker.endpoints";
    private const string Plans = "sagemaker.endpoint-plans";
    private readonly Lock _gate = new();

    public string Arn(string name) => context.Arn("endpoint", name);

    public JsonObject? Find(string name) => context.Compute.Store.Get(Endpoints, name);

    public JsonObject Get(string name) => Find(name) ?? throw AwsException.Validation($"Could not find endpoint \"{Arn(name)}\".");

    public IEnumerable<JsonObject> All() => context.Compute.Store.Scan(Endpoints).Select(row => row.Value);

    /// <summary>The plan that serves now, and the one that a deployment under way moves to.</summary>
    public (FleetPlan? Serving, FleetPlan? Target) PlansOf(string name)
    {
        var plans = context.Compute.Store.Get(Plans, name);
        return (plans?["Serving"].Deserialize<FleetPlan>(), plans?["Target"].Deserialize<FleetPlan>());
    }

    /// <summary>Adds the endpoint; throws when its name is taken.</summary>
    public async Task<JsonObject> AddAsync(string name, JsonObject endpoint, FleetPlan target, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(name) is not null)
            {
                throw AwsException.Validation($"Cannot create already existing endpoint \"{Arn(name)}\".");
            }

            Write(name, endpoint, null, target);
        }

        await PublishAsync(endpoint, cancellationToken);
        return endpoint;
    }

    /// <summary>Changes document and plans as one and tells the world.</summary>
    public async Task<JsonObject> UpdateAsync(string name, Action<JsonObject> change, FleetPlan? serving, FleetPlan? target, CancellationToken cancellationToken)
    {
        JsonObject endpoint;
        lock (_gate)
        {
            endpoint = Get(name);
            change(endpoint);
            endpoint["LastModifiedTime"] = context.Compute.Now();
            Write(name, endpoint, serving, target);
        }

        await PublishAsync(endpoint, cancellationToken);
        return endpoint;
    }

    public void Delete(string name) => context.Compute.Store.Transact(() =>
    {
        context.Compute.Store.Delete(Endpoints, name);
        context.Compute.Store.Delete(Plans, name);
        context.Tags.Delete(Arn(name));
    });

    /// <summary>How Describe shows a plan's variants.</summary>
    public JsonArray Variants(FleetPlan plan) => new([.. plan.Variants.Select(variant => new JsonObject
    {
        ["VariantName"] = variant.Name,
        ["DeployedImages"] = new JsonArray(new JsonObject
        {
            ["SpecifiedImage"] = variant.Image,
            ["ResolvedImage"] = variant.Image,
            ["ResolutionTime"] = context.Compute.Now(),
        }),
        ["CurrentWeight"] = variant.Weight,
        ["DesiredWeight"] = variant.Weight,
        ["CurrentInstanceCount"] = variant.InstanceCount,
        ["DesiredInstanceCount"] = variant.InstanceCount,
    })]);

    private void Write(string name, JsonObject endpoint, FleetPlan? serving, FleetPlan? target) => context.Compute.Store.Transact(() =>
    {
        context.Compute.Store.Put(Endpoints, name, endpoint);
        context.Compute.Store.Put(Plans, name, new JsonObject
        {
            ["Serving"] = JsonSerializer.SerializeToNode(serving),
            ["Target"] = JsonSerializer.SerializeToNode(target),
        });
    });

    private Task PublishAsync(JsonObject endpoint, CancellationToken cancellationToken)
    {
        var detail = endpoint.Pick("EndpointName", "EndpointArn", "EndpointConfigName", "ProductionVariants", "EndpointStatus", "FailureReason", "CreationTime", "LastModifiedTime");
        foreach (var variant in detail.Children("ProductionVariants"))
        {
            variant.Remove("DeployedImages");
        }

        EventShapes.TimesToEpoch(detail);
        EventShapes.EnumsToCapitals(detail, "EndpointStatus");
        detail["Tags"] = context.Tags.AsMap(endpoint.Text("EndpointArn"));
        return context.PublishAsync(DetailType, endpoint.Text("EndpointArn"), detail, cancellationToken);
    }
}
