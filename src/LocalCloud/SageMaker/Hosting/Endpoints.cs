using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>CreateEndpoint, DescribeEndpoint, UpdateEndpoint, ListEndpoints and DeleteEndpoint; the work is done in the background.</summary>
internal sealed class Endpoints(SageMakerContext context, EndpointConfigs configs, EndpointStore store, EndpointDeployments deployments)
{
    private static readonly Listing _listing = new()
    {
        Member = "Endpoints",
        Name = "EndpointName",
        Status = "EndpointStatus",
        Summary = ["EndpointName", "EndpointArn", "CreationTime", "LastModifiedTime", "EndpointStatus"],
    };

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateEndpoint", CreateAsync, (input, _) => Access.ToCreate("CreateEndpoint", Arn(input), input, null).Append(OnConfig("CreateEndpoint", input))),
        Access.Operation("DescribeEndpoint", Arn, input => store.Get(input.Text("EndpointName"))),
        Access.List("ListEndpoints", input => _listing.Answer(input, store.All())),
        new("UpdateEndpoint", UpdateAsync, (input, _) => [new AccessRequest("sagemaker:UpdateEndpoint", Arn(input)), OnConfig("UpdateEndpoint", input)]),
        new("DeleteEndpoint", DeleteAsync, (input, _) => [new AccessRequest("sagemaker:DeleteEndpoint", Arn(input))]),
    ];

    private string Arn(JsonObject input) => store.Arn(input.Text("EndpointName"));

    private AccessRequest OnConfig(string action, JsonObject input) =>
        new($"sagemaker:{action}", context.Arn("endpoint-config", input.Text("EndpointConfigName")));

    private async Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        CheckDeployment(input);
        var (name, arn, now) = (input.Text("EndpointName"), Arn(input), context.Compute.Now());
        var target = configs.Plan(input.Text("EndpointConfigName"));
        await store.AddAsync(name, new JsonObject
        {
            ["EndpointName"] = name,
            ["EndpointArn"] = arn,
            ["EndpointConfigName"] = target.ConfigName,
            ["EndpointStatus"] = "Creating",
            ["CreationTime"] = now,
            ["LastModifiedTime"] = now,
        }, target, cancellationToken);
        context.Tags.Add(arn, input.Children("Tags"));
        deployments.Create(name);
        return new JsonObject { ["EndpointArn"] = arn };
    }

    private async Task<JsonObject> UpdateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        CheckDeployment(input);
        var name = input.Text("EndpointName");
        var target = configs.Plan(input.Text("EndpointConfigName"));
        await store.UpdateAsync(name, endpoint =>
        {
            Demand(endpoint, "InService");
            endpoint["EndpointStatus"] = "Updating";
            endpoint.Remove("FailureReason");
            endpoint["PendingDeploymentSummary"] = new JsonObject
            {
                ["EndpointConfigName"] = target.ConfigName,
                ["ProductionVariants"] = store.Variants(target),
                ["StartTime"] = context.Compute.Now(),
            };
            endpoint.Remove("LastDeploymentConfig");
            if (input.Child("DeploymentConfig") is { } deployment)
            {
                endpoint["LastDeploymentConfig"] = deployment.DeepClone();
            }
        }, store.PlansOf(name).Serving, target, cancellationToken);
        deployments.Update(name);
        return new JsonObject { ["EndpointArn"] = Arn(input) };
    }

    private async Task<JsonObject> DeleteAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        var name = input.Text("EndpointName");
        var (serving, target) = store.PlansOf(name);
        await store.UpdateAsync(name, endpoint =>
        {
            Demand(endpoint, "InService", "Failed", "OutOfService");
            endpoint["EndpointStatus"] = "Deleting";
        }, serving, target, cancellationToken);
        deployments.Delete(name);
        return [];
    }

    private static void Demand(JsonObject endpoint, params ReadOnlySpan<string> statuses)
    {
        var status = endpoint.Text("EndpointStatus");
        if (!statuses.Contains(status))
        {
            throw AwsException.Validation(status == "Failed"
                ? $"Cannot update endpoint \"{endpoint.Text("EndpointArn")}\": it is in Failed state. Delete it and create it again."
                : $"Cannot update in-progress endpoint \"{endpoint.Text("EndpointArn")}\".");
        }
    }

    private static void CheckDeployment(JsonObject input)
    {
        var deployment = input.Child("DeploymentConfig");
        var routing = deployment?.Child("BlueGreenUpdatePolicy")?.Child("TrafficRoutingConfiguration");
        new Refusals()
            .Members(deployment, "DeploymentConfig.", "RollingUpdatePolicy")
            .When(deployment?["AutoRollbackConfiguration"]?["Alarms"] is JsonArray { Count: > 0 }, "DeploymentConfig.AutoRollbackConfiguration.Alarms is not served")
            .Other(routing?["Type"], "TrafficRoutingConfiguration.Type", "ALL_AT_ONCE")
            .Members(input, "", "RetainAllVariantProperties", "ExcludeRetainedVariantProperties", "RetainDeploymentConfig")
            .Throw();
    }
}
