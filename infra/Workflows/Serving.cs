using Mlops.Domain.Pipelines;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>The requests that put a model behind the pipeline's endpoint.</summary>
internal sealed class Serving(WorkflowProps props)
{
    /// <summary>Where the Deploy machine keeps the name that model and endpoint config of this run share.</summary>
    public const string Name = "$.names.serving";

    private const int ShortestDeployment = 600;
    private const int LongestDeployment = 28_800;

    private ServingDefinition Definition => props.Pipeline.Definition.Serving;

    private object[] Tags => Jobs.Tags(props.Pipeline.Definition.Name, "$.run");

    public Dictionary<string, object> Names()
        => new() { ["serving.$"] = $"States.Format('{props.Pipeline.Names.ServingPrefix}{{}}', $.run)" };

    public Dictionary<string, object> CreateModel()
    {
        var request = Model();
        if (props.Network is { } network)
        {
            request["VpcConfig"] = network.VpcConfig();
        }

        return request;
    }

    private Dictionary<string, object> Model() => new()
    {
        ["ModelName.$"] = Name,
        ["PrimaryContainer"] = new Dictionary<string, object> { ["Image.$"] = "$.image", ["ModelDataUrl.$"] = "$.modelData" },
        ["ExecutionRoleArn"] = props.Roles.Model.RoleArn,
        ["EnableNetworkIsolation"] = true,
        ["Tags"] = Tags,
    };

    public Dictionary<string, object> CreateEndpointConfig() => new()
    {
        ["EndpointConfigName.$"] = Name,
        ["ProductionVariants"] = new object[]
        {
            new Dictionary<string, object>
            {
                // The same for every config: an update replaces a variant only by one of its name.
                ["VariantName"] = "AllTraffic",
                ["ModelName.$"] = Name,
                ["InitialInstanceCount"] = Definition.InstanceCount,
                ["InstanceType"] = Definition.InstanceType,
                ["InitialVariantWeight"] = 1,
            },
        },
        ["DataCaptureConfig"] = Capture(),
        ["Tags"] = Tags,
    };

    public Dictionary<string, object> CreateEndpoint() => new()
    {
        ["EndpointName"] = props.Pipeline.Names.Endpoint,
        ["EndpointConfigName.$"] = Name,
        ["Tags"] = Tags,
    };

    // Text stays text in the capture; what has another content type is kept in Base64.
    private Dictionary<string, object> Capture() => new()
    {
        ["EnableCapture"] = IsCaptured,
        ["InitialSamplingPercentage"] = (int)Math.Round(Definition.CaptureShare * 100),
        ["DestinationS3Uri"] = props.Store.Uri(Store.CaptureFolder.TrimEnd('/')),
        ["CaptureOptions"] = new object[]
        {
            new Dictionary<string, object> { ["CaptureMode"] = "Input" },
            new Dictionary<string, object> { ["CaptureMode"] = "Output" },
        },
        ["CaptureContentTypeHeader"] = new Dictionary<string, object>
        {
            ["CsvContentTypes"] = new object[] { "text/csv" },
            ["JsonContentTypes"] = new object[] { "application/json", "application/jsonlines" },
        },
    };

    private bool IsCaptured => props.Pipeline.Definition.Monitor.Enabled && Definition.CaptureShare > 0;

    /// <summary>UpdateEndpoint, blue/green: the old fleet stays until the new one has served for the bake time.</summary>
    /// <remarks>
    /// The wait interval lies between the steps of a shift, and <c>ALL_AT_ONCE</c> has but one; the time that the old fleet is kept after it is the termination wait.
    /// See https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-blue-green-all-at-once.html.
    /// </remarks>
    public Dictionary<string, object> UpdateEndpoint(string config, TimeSpan bake) => new()
    {
        ["EndpointName"] = props.Pipeline.Names.Endpoint,
        ["EndpointConfigName.$"] = config,
        ["DeploymentConfig"] = new Dictionary<string, object>
        {
            ["BlueGreenUpdatePolicy"] = new Dictionary<string, object>
            {
                ["TrafficRoutingConfiguration"] = new Dictionary<string, object>
                {
                    ["Type"] = "ALL_AT_ONCE",
                    ["WaitIntervalInSeconds"] = 0,
                },
                ["TerminationWaitInSeconds"] = (int)bake.TotalSeconds,
                ["MaximumExecutionTimeoutInSeconds"] =
                    Math.Clamp(3600 + (int)bake.TotalSeconds, ShortestDeployment, LongestDeployment),
            },
        },
    };

    public Dictionary<string, object> Endpoint() => new() { ["EndpointName"] = props.Pipeline.Names.Endpoint };
}
