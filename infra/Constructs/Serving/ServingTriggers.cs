using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>The functions that events start where models are served: each has its row in docs/concepts/environments.md and its own dead-letter queue.</summary>
public sealed class ServingTriggers : Construct
{
    private readonly FunctionFactory _factory;
    private readonly Store _store;
    private readonly PipelineArns _arns;

    public ServingTriggers(Construct scope, string id, PipelineFunctionsProps props)
        : base(scope, id)
    {
        _store = props.Store;
        _arns = new PipelineArns(this, props.Pipeline.Names);
        _factory = new FunctionFactory(this, _arns, props);
        Promotion = CreatePromotion(props);
        Approval = CreateApproval();
        Close = CreateClose();
        if (props.Pipeline.Definition.Monitor.Enabled)
        {
            Monitor = _factory.CreateForEvents(
                "Monitor", "monitor-trigger", ["MONITOR_MACHINE_ARN"], Grants.Allow("states:StartExecution", _arns.MonitorMachine));
        }
    }

    public PipelineFunction Promotion { get; }

    public PipelineFunction Approval { get; }

    public PipelineFunction Close { get; }

    /// <summary>Null without a monitor.</summary>
    public PipelineFunction? Monitor { get; }

    /// <summary>By the names under which whoever replays or invokes finds them.</summary>
    public IReadOnlyDictionary<string, PipelineFunction> ByHandler => new Dictionary<string, PipelineFunction?>
    {
        ["promotion-trigger"] = Promotion,
        ["approval-trigger"] = Approval,
        ["close"] = Close,
        ["monitor-trigger"] = Monitor,
    }.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!);

    // The account before this one has resource policies for exactly these reads; its bucket's name is known to its packages only.
    private PipelineFunction CreatePromotion(PipelineFunctionsProps props)
    {
        var (name, source) = (props.Pipeline.Definition.Name, props.Serving!.Source!);
        var copied = new[] { $"{_store.RunsPrefix}*/prepare/baseline.json", $"{_store.RunsPrefix}*/evaluate/evaluation.json", $"{_store.PromotedPrefix}*" };
        string[] theirs = [source == props.Serving.Training ? $"runs/{name}/*/train/*" : $"promoted/{name}/*", $"runs/{name}/*/prepare/baseline.json", $"runs/{name}/*/evaluate/evaluation.json"];
        return _factory.CreateForEvents("Promotion", _factory.Props(
            "promotion-trigger",
            ["ARTIFACTS_BUCKET", "APPROVAL"],
            [
                Grants.Allow("sagemaker:DescribeModelPackage", _arns.ModelPackagesOf(source.Account)),
                Grants.AllowIf("s3:GetObject", [.. theirs.Select(key => $"arn:aws:s3:::*/{key}")], "StringEquals", "aws:ResourceAccount", source.Account),
                _store.ReadWrite(copied),
                _store.SeeMissing(),

                // IAM names a package that has no version yet by its group.
                Grants.Allow("sagemaker:CreateModelPackage", _arns.ModelPackages, _arns.ModelPackageGroup),
            ]) with
        {
            RoleName = props.Pipeline.Names.PromotionRole,

            // S3 copies a model of gigabytes in minutes.
            Timeout = Duration.Minutes(5),
        });
    }

    private PipelineFunction CreateApproval() => _factory.CreateForEvents(
        "Approval",
        "approval-trigger",
        ["DEPLOY_MACHINE_ARN"],
        Grants.Allow("sagemaker:DescribeModelPackage", _arns.ModelPackages),
        Grants.Allow("states:StartExecution", _arns.DeployMachine),
        Grants.Allow("states:DescribeExecution", _arns.DeployExecutions));

    // There are deployments to close only: no run is made here.
    private PipelineFunction CreateClose() => _factory.CreateForEvents(
        "Close",
        "close",
        ["ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN", "DEPLOY_MACHINE_ARN", "SETTLE_SECONDS"],
        _store.Hold(_store.EndpointLease),
        _store.Read($"{_store.RunsPrefix}*/run.json"),
        _store.SeeMissing());
}
