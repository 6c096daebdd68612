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
        Drift = CreateDrift();
        Monitor = CreateMonitor();
        Close = CreateClose();
    }

    public PipelineFunction Upload { get; }

    public PipelineFunction Schedule { get; }

    public PipelineFunction Request { get; }

    public PipelineFunction Drift { get; }

    public PipelineFunction Monitor { get; }

    public PipelineFunction Close { get; }

    /// <summary>By the names under which whoever replays or invokes finds them.</summary>
    public IReadOnlyDictionary<string, PipelineFunction> ByHandler => new Dictionary<string, PipelineFunction>
    {
        ["upload-trigger"] = Upload,
        ["schedule-trigger"] = Schedule,
        ["request-trigger"] = Request,
        ["drift-trigger"] = Drift,
        ["monitor-trigger"] = Monitor,
        ["close"] = Close,
    };

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
    private PipelineFunction CreateDrift() => _factory.CreateForEvents(
        "Drift",
        "drift-trigger",
        [.. StartVariables, "DATA_BUCKET", "LEARN_PREFIXES", "DEFINITION_HASH", "IMAGE"],
        Grants.Allow("states:StartExecution", _arns.RetrainMachine),
        Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
        _store.ListLearnedVersions(),
        _store.Read($"{_store.RunsPrefix}*"),
        _store.SeeMissing());

    private PipelineFunction CreateMonitor() => _factory.CreateForEvents(
        "Monitor", "monitor-trigger", ["MONITOR_MACHINE_ARN"], Grants.Allow("states:StartExecution", _arns.MonitorMachine));

    private PipelineFunction CreateClose() => _factory.CreateForEvents(
        "Close",
        "close",
        ["ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN", "DEPLOY_MACHINE_ARN", "SETTLE_SECONDS"],
        Grants.Allow("states:StartExecution", _arns.RetrainMachine),
        Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
        _store.Read(_store.Champion),
        _store.Hold(_store.TrainingLease, _store.EndpointLease),
        _store.ReadWrite($"{_store.RunsPrefix}*"),
        _store.SeeMissing());
}
