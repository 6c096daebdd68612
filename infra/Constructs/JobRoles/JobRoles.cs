using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>The roles that containers run under: one for the jobs of a run, one for the monitor, one for the serving model, which may read model artifacts and nothing else.</summary>
public sealed class JobRoles : Construct
{
    private readonly IReadOnlyList<string> _repositories;
    private readonly ContainerNetwork? _network;
    private readonly IRole? _job;

    public JobRoles(Construct scope, string id, JobRolesProps props)
        : base(scope, id)
    {
        var (pipeline, store, serving) = (props.Pipeline, props.Store, props.Serving);
        _network = props.Network;
        var steps = pipeline.Definition.Steps;
        _repositories = [.. new[] { steps.Prepare.Image, steps.Train.Image, steps.Evaluate.Image, steps.Monitor.Image }
            .Select(image => Arn("ecr", "repository", image ?? PipelineNames.Repository, account: serving?.Training.Account)).Distinct()];
        var runs = $"{store.RunsPrefix}*";
        _job = serving is not null ? null : SageMakerRole(
            "Job", ["ProcessingJobs", "TrainingJobs"], store.Read("objects/*", runs), store.Write(runs), store.WriteQuarantine(), store.List("objects/*", runs));
        Monitor = pipeline.Definition.Monitor.Enabled ? SageMakerRole("Monitor", ["ProcessingJobs"], MonitorAccess(store)) : null;
        // What it captures of requests, SageMaker writes as the model.
        Model = SageMakerRole(
            "Model",
            [$"Endpoints/{pipeline.Names.Endpoint}"],
            store.Read(serving is null ? $"{store.RunsPrefix}*/train/*" : $"{store.PromotedPrefix}*"),
            store.Write($"{store.CapturePrefix}*"));
    }

    public IRole Job => _job ?? throw new InvalidOperationException("Jobs of runs belong to the Retrain machine, and this environment trains nothing.");

    /// <summary>Of the monitor job: it reads what users sent, so it may write its own reports and nothing else. Null without a monitor.</summary>
    public IRole? Monitor { get; }

    public IRole Model { get; }

    private static PolicyStatement[] MonitorAccess(Store store)
    {
        string[] inputs = [$"{store.CapturePrefix}*", $"{store.MonitorPrefix}*", $"{store.RunsPrefix}*/prepare/baseline.json", $"{store.RunsPrefix}*/evaluate/evaluation.json"];
        return [store.Read(inputs), store.List(inputs), store.ReadTruth(), store.ListTruth(), store.Write($"{store.MonitorPrefix}*/report/*")];
    }

    /// <param name="logs">The log groups under <c>/aws/sagemaker/</c>; jobs of all pipelines share theirs.</param>
    private IRole SageMakerRole(string id, string[] logs, params PolicyStatement[] access)
        => ServiceRole.Create(this, id, "sagemaker.amazonaws.com", [
            Grants.AllowOnEverything("ecr:GetAuthorizationToken"),
            Grants.Allow(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], [.. _repositories]),
            Grants.Allow(
                ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                [.. logs.SelectMany(group => new[] { group, $"{group}:*" }).Select(group => Arn("logs", "log-group", $"/aws/sagemaker/{group}", ArnFormat.COLON_RESOURCE_NAME))]),
            Grants.AllowIf(
                "cloudwatch:PutMetricData", "*", "StringEquals", "cloudwatch:namespace", [.. logs.Select(group => $"/aws/sagemaker/{group.Split('/')[0]}")]),
            .. _network?.Access(this) ?? [],
            .. access,
        ]);

    private string Arn(string service, string resource, string name, ArnFormat format = ArnFormat.SLASH_RESOURCE_NAME, string? account = null)
        => Stack.Of(this).FormatArn(new ArnComponents
        {
            Account = account,
            Service = service,
            Resource = resource,
            ResourceName = name,
            ArnFormat = format,
        });
}
