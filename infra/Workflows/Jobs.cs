using System.Globalization;
using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Workflows;

/// <summary>The requests of the pipeline's SageMaker jobs, as CreateProcessingJob and CreateTrainingJob want them.</summary>
internal sealed class Jobs(WorkflowProps props)
{
    /// <summary>What makes a name new for each try: job names stay taken, and a redrive counts its retries from nought again.</summary>
    public const string Attempt = "$$.Execution.RedriveCount, $$.State.RetryCount";

    private const string Input = "/opt/ml/processing/input";

    private readonly PipelineDefinition _definition = props.Pipeline.Definition;

    private string Pipeline => _definition.Name;

    public Dictionary<string, object> Prepare() => Processing("prepare", _definition.Steps.Prepare, JobName("prepare"),
    [
        Source("data", "S3Uri.$", RunUri("objects.manifest"), "ManifestFile"),
        Source("manifest", "S3Uri.$", RunUri("manifest.json")),
        Source("definition", "S3Uri.$", RunUri("definition.json")),
    ]);

    public Dictionary<string, object> Evaluate() => Processing("evaluate", _definition.Steps.Evaluate,
        $"States.Format('{Pipeline}-{{}}-evaluate-{{}}-{{}}-{{}}', $.admission.run, $.round.number, {Attempt})",
    [
        Source("holdout", "S3Uri.$", RunUri("prepare/holdout/holdout.csv")),
        Source("challenger", "S3Uri.$", "$.train.ModelArtifacts.S3ModelArtifacts"),
        Source("champion", "S3Uri.$", RunUri("champion/")),
        Source("definition", "S3Uri.$", RunUri("definition.json")),
    ]);

    public Dictionary<string, object> Train()
    {
        var step = _definition.Steps.Train;
        return new Dictionary<string, object>
        {
            ["TrainingJobName.$"] = JobName("train"),
            ["AlgorithmSpecification"] = new Dictionary<string, object>
            {
                ["TrainingImage"] = props.Image(step.Image),
                ["TrainingInputMode"] = "File",
                ["MetricDefinitions"] = MetricDefinitions(),
            },
            ["RoleArn"] = props.Roles.Job.RoleArn,
            ["HyperParameters"] = HyperParameters(step),
            ["InputDataConfig"] = new object[] { Channel("train"), Channel("validation") },
            ["OutputDataConfig"] = new Dictionary<string, object> { ["S3OutputPath.$"] = RunUri("train") },
            ["ResourceConfig"] = Cluster(step),
            ["StoppingCondition"] = Limit(step),
            ["EnableNetworkIsolation"] = true,
            ["Tags"] = Tags(Pipeline),
        };
    }

    /// <summary>Cost allocation: jobs, models and endpoints are made by the machines, so the stack's own tags do not reach them.</summary>
    public static object[] Tags(string pipeline)
        => [new Dictionary<string, object> { ["Key"] = "mlops:pipeline", ["Value"] = pipeline }];

    /// <summary>An intrinsic that gives the <c>s3://</c> URI of a key in the run's folder.</summary>
    public string RunUri(string key)
        => $"States.Format('{props.Store.Uri(props.Store.RunsPrefix)}{{}}/{key}', $.admission.run)";

    private string JobName(string step)
        => $"States.Format('{Pipeline}-{{}}-{step}-{{}}-{{}}', $.admission.run, {Attempt})";

    private Dictionary<string, object> Processing(string command, StepDefinition step, string name, object[] inputs)
        => new()
        {
            ["ProcessingJobName.$"] = name,
            ["AppSpecification"] = new Dictionary<string, object>
            {
                ["ImageUri"] = props.Image(step.Image),
                ["ContainerArguments"] = new object[] { command },
            },
            ["RoleArn"] = props.Roles.Job.RoleArn,
            ["ProcessingInputs"] = inputs,
            ["ProcessingOutputConfig"] = new Dictionary<string, object> { ["Outputs"] = new object[] { Output(command) } },
            ["ProcessingResources"] = new Dictionary<string, object> { ["ClusterConfig"] = Cluster(step) },
            ["StoppingCondition"] = Limit(step),
            ["NetworkConfig"] = new Dictionary<string, object> { ["EnableNetworkIsolation"] = true },
            ["Tags"] = Tags(Pipeline),
        };

    private static Dictionary<string, object> Source(string name, string uriMember, string uri, string type = "S3Prefix") => new()
    {
        ["InputName"] = name,
        ["S3Input"] = new Dictionary<string, object>
        {
            [uriMember] = uri,
            ["LocalPath"] = $"{Input}/{name}",
            ["S3DataType"] = type,
            ["S3InputMode"] = "File",
            ["S3DataDistributionType"] = "FullyReplicated",
        },
    };

    private Dictionary<string, object> Output(string folder) => new()
    {
        ["OutputName"] = folder,
        ["S3Output"] = new Dictionary<string, object>
        {
            ["S3Uri.$"] = RunUri(folder),
            ["LocalPath"] = "/opt/ml/processing/output",
            ["S3UploadMode"] = "EndOfJob",
        },
    };

    private Dictionary<string, object> Channel(string name) => new()
    {
        ["ChannelName"] = name,
        ["ContentType"] = "text/csv",
        ["InputMode"] = "File",
        ["DataSource"] = new Dictionary<string, object>
        {
            ["S3DataSource"] = new Dictionary<string, object>
            {
                ["S3DataType"] = "S3Prefix",
                ["S3Uri.$"] = RunUri($"prepare/{name}/"),
                ["S3DataDistributionType"] = "FullyReplicated",
            },
        },
    };

    private static Dictionary<string, object> Cluster(StepDefinition step) => new()
    {
        ["InstanceType"] = step.InstanceType,
        ["InstanceCount"] = step.InstanceCount,
        ["VolumeSizeInGB"] = step.VolumeSizeInGB,
    };

    private static Dictionary<string, object> Limit(StepDefinition step)
        => new() { ["MaxRuntimeInSeconds"] = (long)step.Timeout.TotalSeconds };

    private static object[] MetricDefinitions() =>
    [
        .. new[] { "mae", "rmse", "r2" }.Select(metric => new Dictionary<string, object>
        {
            ["Name"] = $"validation:{metric}",
            ["Regex"] = $"validation:{metric}=([-+.0-9eE]+)",
        }),
    ];

    // The owner's hyperparameters come first and the pipeline's facts last: only the seed is for the owner to change.
    private Dictionary<string, object> HyperParameters(TrainDefinition step)
    {
        var values = new Dictionary<string, object> { ["seed"] = "1" };
        foreach (var (name, value) in step.Hyperparameters)
        {
            values[name] = value;
        }

        values["problem"] = _definition.Problem.Type.ToString().ToLower(CultureInfo.InvariantCulture);
        values["label"] = _definition.Problem.Label;
        if (_definition.Problem.TimeColumn is { } column)
        {
            values["time_column"] = column;
        }

        return values;
    }
}
