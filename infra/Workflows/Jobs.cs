using Amazon.CDK.AWS.IAM;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Training;

namespace Mlops.Infra.Workflows;

/// <summary>The requests of the pipeline's SageMaker jobs, as CreateProcessingJob and CreateTrainingJob want them.</summary>
internal sealed class Jobs(WorkflowProps props)
{
    /// <summary>What makes a name new for each try: job names stay taken, and a redrive counts its retries from nought again.</summary>
    public const string Attempt = "$$.Execution.RedriveCount, $$.State.RetryCount";

    /// <summary>Where the challenger lies, whether its job ran or its result came from the cache.</summary>
    public const string ModelData = "$.train.ModelArtifacts.S3ModelArtifacts";

    private const string Input = "/opt/ml/processing/input";

    private readonly PipelineDefinition _definition = props.Pipeline.Definition;

    private string Pipeline => _definition.Name;

    public StepJob PrepareStep() => ProcessingStep("Prepare", "IsPrepareCompleted", _definition.Steps.Prepare, Prepare(), new() { ["data.$"] = "$.snapshot.dataset" });

    public StepJob TrainStep() => new()
    {
        Name = "Train",
        Completed = "IsTrained",
        Operation = "createTrainingJob",
        Status = "TrainingJobStatus",
        Definition = _definition.Steps.Train,
        Request = Train(),
        Image = props.Image(_definition.Steps.Train.Image),
        Inputs = new() { ["train.$"] = RunUri("prepare/train/"), ["validation.$"] = RunUri("prepare/validation/") },
    };

    public StepJob EvaluateStep() => ProcessingStep("Evaluate", "IsEvaluated", _definition.Steps.Evaluate, Evaluate(), new()
    {
        ["holdout.$"] = RunUri("prepare/holdout/holdout.csv"),
        ["challenger.$"] = ModelData,

        // The model alone: champion.json beside it names a run, and who trained a model changes no metric.
        ["champion.$"] = RunUri("champion/model.tar.gz"),
    });

    private StepJob ProcessingStep(string name, string completed, RunStepDefinition step, Dictionary<string, object> request, Dictionary<string, object> inputs) => new()
    {
        Name = name,
        Completed = completed,
        Operation = "createProcessingJob",
        Status = "ProcessingJobStatus",
        Definition = step,
        Request = request,
        Image = props.Image(step.Image),
        Inputs = inputs,
    };

    private Dictionary<string, object> Prepare() => Processing(RunJob("prepare", _definition.Steps.Prepare, JobName("prepare")),
    [
        Source("data", "S3Uri.$", RunUri("objects.manifest"), "ManifestFile"),
        Source("manifest", "S3Uri.$", RunUri("manifest.json")),
        Source("definition", "S3Uri.$", RunUri("definition.json")),
    ],
    [
        // To the data bucket: it is what users sent. Where nothing is dropped the folder stays empty, and nothing is written.
        Output("quarantine", "/opt/ml/processing/quarantine", $"States.Format('s3://{props.Store.DataBucket}/{props.Store.QuarantinePrefix}{{}}', $.admission.run)"),
    ]);

    private Dictionary<string, object> Evaluate() => Processing(
        RunJob("evaluate", _definition.Steps.Evaluate, $"States.Format('{Pipeline}-{{}}-evaluate-{{}}-{{}}-{{}}', $.admission.run, $.round.number, {Attempt})"),
    [
        Source("holdout", "S3Uri.$", RunUri("prepare/holdout/holdout.csv")),
        Source("challenger", "S3Uri.$", ModelData),
        Source("champion", "S3Uri.$", RunUri("champion/")),
        Source("definition", "S3Uri.$", RunUri("definition.json")),
    ]);

    /// <summary>Reads what <c>monitor-plan</c> chose; the truth lies in the data bucket, everything else beside the artifacts.</summary>
    public Dictionary<string, object> Monitor() => Processing(
        new Job
        {
            Command = "monitor",
            Step = _definition.Steps.Monitor,
            Name = $"States.Format('{Pipeline}-{{}}-monitor-{{}}-{{}}', $.plan.monitor, {Attempt})",
            Output = MonitorUri("report"),
            Run = "$.plan.run",
            Role = props.Roles.Monitor!,
        },
    [
        Source("capture", "S3Uri.$", MonitorUri("capture.manifest"), "ManifestFile"),
        Source("truth", "S3Uri.$", MonitorUri("truth.manifest"), "ManifestFile"),
        Source("baseline", "S3Uri.$", ChampionUri("prepare/baseline.json")),
        Source("evaluation", "S3Uri.$", ChampionUri("evaluate/evaluation.json")),
        Source("plan", "S3Uri.$", MonitorUri("plan.json")),
        Source("definition", "S3Uri.$", MonitorUri("definition.json")),
    ]);

    private Dictionary<string, object> Train()
    {
        var step = _definition.Steps.Train;
        var request = new Dictionary<string, object>
        {
            ["TrainingJobName.$"] = JobName("train"),
            ["AlgorithmSpecification"] = new Dictionary<string, object>
            {
                ["TrainingImage"] = props.Image(step.Image),
                ["TrainingInputMode"] = "File",
                ["MetricDefinitions"] = MetricDefinitions(),
            },
            ["RoleArn"] = props.Roles.Job.RoleArn,
            // The definition's, as the request changed them.
            ["HyperParameters.$"] = "$.admission.hyperparameters",
            ["InputDataConfig"] = new object[] { Channel("train"), Channel("validation") },
            ["OutputDataConfig"] = new Dictionary<string, object> { ["S3OutputPath.$"] = RunUri("train") },
            ["ResourceConfig"] = Cluster(step),
            ["StoppingCondition"] = Limit(step),
            ["EnableNetworkIsolation"] = true,
            ["EnableInterContainerTrafficEncryption"] = HasTraffic(step),
            ["Tags"] = Tags(Pipeline, "$.admission.run"),
        };
        if (props.Network is { } network)
        {
            request["VpcConfig"] = network.VpcConfig();
        }

        return request;
    }

    /// <summary>Cost allocation: jobs, models and endpoints are made by the machines, so the stack's own tags do not reach them.</summary>
    public static object[] Tags(string pipeline, string run) =>
    [
        new Dictionary<string, object> { ["Key"] = "mlops:pipeline", ["Value"] = pipeline },
        new Dictionary<string, object> { ["Key"] = "mlops:run", ["Value.$"] = run },
    ];

    /// <summary>An intrinsic that gives the <c>s3://</c> URI of a key in the run's folder.</summary>
    public string RunUri(string key) => Uri(props.Store.RunsPrefix, "$.admission.run", key);

    private string ChampionUri(string key) => Uri(props.Store.RunsPrefix, "$.plan.run", key);

    private string MonitorUri(string key) => Uri(props.Store.MonitorPrefix, "$.plan.monitor", key);

    private string Uri(string prefix, string folder, string key) => $"States.Format('{props.Store.Uri(prefix)}{{}}/{key}', {folder})";

    private string JobName(string step)
        => $"States.Format('{Pipeline}-{{}}-{step}-{{}}-{{}}', $.admission.run, {Attempt})";

    private Job RunJob(string command, StepDefinition step, string name)
        => new() { Command = command, Step = step, Name = name, Output = RunUri(command), Run = "$.admission.run", Role = props.Roles.Job };

    private Dictionary<string, object> Processing(Job job, object[] inputs, params object[] furtherOutputs) => new()
    {
        ["ProcessingJobName.$"] = job.Name,
        ["AppSpecification"] = new Dictionary<string, object>
        {
            ["ImageUri"] = props.Image(job.Step.Image),
            ["ContainerArguments"] = new object[] { job.Command },
        },
        ["RoleArn"] = job.Role.RoleArn,
        ["ProcessingInputs"] = inputs,
        ["ProcessingOutputConfig"] = new Dictionary<string, object> { ["Outputs"] = new[] { Output(job.Command, "/opt/ml/processing/output", job.Output) }.Concat(furtherOutputs).ToArray() },
        ["ProcessingResources"] = new Dictionary<string, object> { ["ClusterConfig"] = Cluster(job.Step) },
        ["StoppingCondition"] = Limit(job.Step),
        ["NetworkConfig"] = Network(job.Step),
        ["Tags"] = Tags(Pipeline, job.Run),
    };

    private Dictionary<string, object> Network(StepDefinition step)
    {
        var network = new Dictionary<string, object>
        {
            ["EnableNetworkIsolation"] = true,
            ["EnableInterContainerTrafficEncryption"] = HasTraffic(step),
        };
        if (props.Network is { } containers)
        {
            network["VpcConfig"] = containers.VpcConfig();
        }

        return network;
    }

    // A job of one instance has nobody to talk to; encryption costs the others time.
    private static bool HasTraffic(StepDefinition step) => step.InstanceCount > 1;

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

    private static Dictionary<string, object> Output(string name, string folder, string uri) => new()
    {
        ["OutputName"] = name,
        ["S3Output"] = new Dictionary<string, object>
        {
            ["S3Uri.$"] = uri,
            ["LocalPath"] = folder,
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

    private object[] MetricDefinitions() =>
    [
        .. ProblemMetrics.OfTraining(_definition.Problem.Type).Select(metric => new Dictionary<string, object>
        {
            ["Name"] = $"validation:{metric.Published}",
            ["Regex"] = $"validation:{metric.Published}=([-+.0-9eE]+)",
        }),
    ];

    /// <summary>What the processing jobs differ in besides their inputs; <c>Name</c> and <c>Output</c> are intrinsics.</summary>
    private sealed record Job
    {
        public required string Command { get; init; }

        public required StepDefinition Step { get; init; }

        public required string Name { get; init; }

        public required string Output { get; init; }

        /// <summary>Where the state's data has the run that the job works for.</summary>
        public required string Run { get; init; }

        public required IRole Role { get; init; }
    }
}
