using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>The roles that containers run under: one for the jobs of a run, one for the monitor, one for the serving model, which may read model artifacts and nothing else.</summary>
public sealed class JobRoles : Construct
{
    private readonly IReadOnlyList<string> _repositories;
    private readonly IRole? _job;

    /// <param name="serving">The environment when that serves what others trained: it has the images of the one that trains, and no run's jobs.</param>
    public JobRoles(Construct scope, string id, PipelineConfig pipeline, Store store, EnvironmentPlan? serving = null)
        : base(scope, id)
    {
        var steps = pipeline.Definition.Steps;
        _repositories = [.. new[] { steps.Prepare.Image, steps.Train.Image, steps.Evaluate.Image, steps.Monitor.Image }
            .Select(image => Arn("ecr", "repository", image ?? PipelineNames.Repository, account: serving?.Training.Account)).Distinct()];
        var runs = $"{store.RunsPrefix}*";
        _job = serving is not null ? null : SageMakerRole(
            "Job", ["ProcessingJobs", "TrainingJobs"], store.Read("objects/*", runs), store.Write(runs), store.List("objects/*", runs));
        Monitor = pipeline.Definition.Monitor.Enabled ? SageMakerRole("Monitor", ["ProcessingJobs"], MonitorAccess(store)) : null;
        // What it captures of requests, SageMaker writes as the model.
        Model = SageMakerRole("Model", ["Endpoints"], store.Read(serving is null ? $"{store.RunsPrefix}*/train/*" : $"{store.PromotedPrefix}*"), store.Write($"{store.CapturePrefix}*"));
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

    private IRole SageMakerRole(string id, string[] kinds, params PolicyStatement[] access)
        => ServiceRole.Create(this, id, "sagemaker.amazonaws.com", [
            Grants.AllowOnEverything("ecr:GetAuthorizationToken"),
            Grants.Allow(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], [.. _repositories]),
            Grants.Allow(
                ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                [.. kinds.Select(kind => Arn("logs", "log-group", $"/aws/sagemaker/{kind}*", ArnFormat.COLON_RESOURCE_NAME))]),
            Grants.AllowIf(
                "cloudwatch:PutMetricData", "*", "StringEquals", "cloudwatch:namespace", [.. kinds.Select(kind => $"/aws/sagemaker/{kind}")]),
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
