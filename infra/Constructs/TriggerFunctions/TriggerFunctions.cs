using Amazon.CDK;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>The functions that events of one pipeline start: each has its row in docs/concepts/monitor.md and its own dead-letter queue.</summary>
public sealed class TriggerFunctions : Construct
{
    private static readonly string[] StartVariables = ["ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN", "SETTLE_SECONDS"];

    private readonly FunctionFactory _factory;
    private readonly Store _store;
    private readonly PipelineArns _arns;

    public TriggerFunctions(Construct scope, string id, PipelineFunctionsProps props)
        : base(scope, id)
    {
        _store = props.Store;
        _arns = new PipelineArns(this, props.Pipeline.Names);
        _factory = new FunctionFactory(this, _arns, props);

        Upload = CreateStarter("Upload", "upload-trigger");
        Schedule = CreateStarter("Schedule", "schedule-trigger");
        Request = CreateRequest();
        Close = CreateClose();
        Approval = CreateApproval();
        if (props.Pipeline.Definition.Monitor.Enabled)
        {
            Drift = CreateDrift();
            Monitor = CreateMonitor();
        }
    }

    public PipelineFunction Upload { get; }

    public PipelineFunction Schedule { get; }

    public PipelineFunction Request { get; }

    /// <summary>Null without a monitor, as is <see cref="Monitor"/>.</summary>
    public PipelineFunction? Drift { get; }

    public PipelineFunction? Monitor { get; }

    public PipelineFunction Close { get; }

    public PipelineFunction Approval { get; }

    /// <summary>By the names under which whoever replays or invokes finds them.</summary>
    public IReadOnlyDictionary<string, PipelineFunction> ByHandler => new Dictionary<string, PipelineFunction?>
    {
        ["upload-trigger"] = Upload,
        ["schedule-trigger"] = Schedule,
        ["request-trigger"] = Request,
        ["drift-trigger"] = Drift,
        ["monitor-trigger"] = Monitor,
        ["close"] = Close,
        ["approval-answer"] = Approval,
    }.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value!);

    private PipelineFunction CreateStarter(string id, string handler) => _factory.CreateForEvents(
        id,
        handler,
        StartVariables,
        Grants.Allow("states:StartExecution", _arns.RetrainMachine),
        Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
        _store.Read($"{_store.RunsPrefix}*"),
        _store.SeeMissing());

    // What a person or CI asked for is started once, whatever became of it: there is no run to look at.
    private PipelineFunction CreateRequest() => _factory.CreateForEvents(
        "Request", "request-trigger", ["RETRAIN_MACHINE_ARN"], Grants.Allow("states:StartExecution", _arns.RetrainMachine));

    // Before it starts a run it looks whether there is anything new to learn from.
    private PipelineFunction CreateDrift() => _factory.CreateForEvents("Drift", _factory.Props(
        "drift-trigger",
        [.. StartVariables, "DATA_BUCKET", "LEARN_PREFIXES", "DEFINITION_HASH", "IMAGE"],
        [
            Grants.Allow("states:StartExecution", _arns.RetrainMachine), Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
            _store.ListLearnedVersions(), _store.Read($"{_store.RunsPrefix}*"), _store.SeeMissing(),
        ]) with
    {
        // Lists every version of every file, as monitor-respond does.
        Timeout = Duration.Minutes(5),
    });

    private PipelineFunction CreateMonitor() => _factory.CreateForEvents(
        "Monitor", "monitor-trigger", ["MONITOR_MACHINE_ARN"], Grants.Allow("states:StartExecution", _arns.MonitorMachine));

    private PipelineFunction CreateApproval() => _factory.CreateForEvents(
        "Approval", "approval-answer", ["ARTIFACTS_BUCKET", "BUS"], [.. Approvals.Common(_arns, _store), .. Approvals.Decide(_arns, _store), _store.Read($"{_store.RunsPrefix}*/run.json")]);

    private PipelineFunction CreateClose() => _factory.CreateForEvents(
        "Close",
        "close",
        ["ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN", "DEPLOY_MACHINE_ARN", "SETTLE_SECONDS"],
        Grants.Allow("states:StartExecution", _arns.RetrainMachine),
        Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
        _store.Read(_store.Champion),
        _store.Hold(_store.TrainingLease, _store.EndpointLease),
        _store.ReadWrite($"{_store.RunsPrefix}*", $"{_store.ApprovalsPrefix}*"),
        _store.ExpireStepOutputs(),
        _store.SeeMissing());
}
