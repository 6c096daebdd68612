using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Processes;
using LocalCloud.SageMaker.Capture;

namespace LocalCloud.SageMaker.Hosting;

/// <summary>CreateEndpointConfig, DescribeEndpointConfig, ListEndpointConfigs and DeleteEndpointConfig.</summary>
internal sealed class EndpointConfigs(SageMakerContext context, ModelOperations models)
{
    private static readonly Listing _listing = new()
    {
        Member = "EndpointConfigs",
        Name = "EndpointConfigName",
        Summary = ["EndpointConfigName", "EndpointConfigArn", "CreationTime"],
    };

    private readonly DocumentCatalog _catalog = new(context.Compute.Store, "sagemaker.endpoint-configs", "endpoint configuration");

    public IEnumerable<ApiOperation> All() =>
    [
        new("CreateEndpointConfig", CreateAsync, (input, _) => Access.ToCreate("CreateEndpointConfig", Arn(input), input, null)),
        Access.Operation("DescribeEndpointConfig", Arn, input => Get(input.Text("EndpointConfigName"))),
        Access.List("ListEndpointConfigs", input => _listing.Answer(input, _catalog.All())),
        Access.Operation("DeleteEndpointConfig", Arn, Delete),
    ];

    public JsonObject Get(string name) => _catalog.Get(name, context.Arn("endpoint-config", name));

    /// <summary>Everything that serving the configuration takes, so that later deletions do not touch what runs.</summary>
    public FleetPlan Plan(string name)
    {
        var config = Get(name);
        return new FleetPlan
        {
            ConfigName = name,
            Variants = [.. config.Children("ProductionVariants").Select(Plan)],
            Capture = CapturePlan.Of(config.Child("DataCaptureConfig")),
        };
    }

    private VariantPlan Plan(JsonObject variant)
    {
        var model = models.Get(variant.Text("ModelName"));
        var container = model.Child("PrimaryContainer")!;
        return new VariantPlan
        {
            Name = variant.Text("VariantName"),
            Weight = variant["InitialVariantWeight"] is JsonValue weight ? double.Parse(weight.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : 1,
            InstanceCount = variant.NumberOrNull("InitialInstanceCount") ?? 1,
            Image = container.Text("Image"),
            ModelDataUrl = container.TextOrNull("ModelDataUrl"),
            RoleArn = model.Text("ExecutionRoleArn"),
            Environment = container.Map("Environment"),
            HealthCheckSeconds = variant.NumberOrNull("ContainerStartupHealthCheckTimeoutInSeconds") ?? VariantPlan.DefaultHealthCheckSeconds,
        };
    }

    private string Arn(JsonObject input) => context.Arn("endpoint-config", input.Text("EndpointConfigName"));

    private Task<JsonObject> CreateAsync(JsonObject input, ApiContext call, CancellationToken cancellationToken)
    {
        Check(input);
        var arn = Arn(input);
        foreach (var variant in input.Children("ProductionVariants"))
        {
            models.Get(variant.Text("ModelName"));
        }

        var config = input.Copy();
        config.Remove("Tags");
        config["EndpointConfigArn"] = arn;
        config["CreationTime"] = context.Compute.Now();
        _catalog.Add(input.Text("EndpointConfigName"), arn, config);
        context.Tags.Add(arn, input.Children("Tags"));
        return Task.FromResult(new JsonObject { ["EndpointConfigArn"] = arn });
    }

    private static void Check(JsonObject input)
    {
        var refusals = new Refusals()
            .Members(input, "", "AsyncInferenceConfig", "ShadowProductionVariants", "ExplainerConfig", "MetricsConfig");
        if (CapturePlan.Of(input.Child("DataCaptureConfig")) is { } capture)
        {
            S3Uri.Parse(capture.DestinationS3Uri);
        }

        foreach (var variant in input.Children("ProductionVariants"))
        {
            var path = $"ProductionVariants[{variant.Text("VariantName")}].";
            refusals
                .Members(variant, path, "ServerlessConfig", "InstancePools", "AcceleratorType", "CoreDumpConfig", "ManagedInstanceScaling", "CapacityReservationConfig")
                .When(variant["ModelName"] is null, $"{path}ModelName is missing")
                .When(variant["InstanceType"] is null, $"{path}InstanceType is missing");
        }

        refusals.Throw();
    }

    private JsonObject Delete(JsonObject input)
    {
        _catalog.Delete(input.Text("EndpointConfigName"), Arn(input));
        context.Tags.Delete(Arn(input));
        return [];
    }
}
