using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SQS;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>All functions of one pipeline, each with just the environment and the access that its row in docs/concepts/retrain.md needs.</summary>
public sealed class PipelineFunctions : Construct
{
    private readonly Code _code;
    private readonly Store _store;
    private readonly PipelineArns _arns;
    private readonly Dictionary<string, string> _variables;
    private readonly string _runs;

    public PipelineFunctions(Construct scope, string id, PipelineFunctionsProps props)
        : base(scope, id)
    {
        _code = props.Code;
        _store = props.Store;
        _arns = new PipelineArns(this, props.Pipeline.Names);
        _runs = $"{_store.RunsPrefix}*";
        _variables = Variables(props);

        TriggerFailures = FailureQueue.Create(this, "TriggerFailures");
        CloseFailures = FailureQueue.Create(this, "CloseFailures");
        UploadTrigger = CreateUploadTrigger();
        Settle = CreateSettle();
        Admit = CreateAdmit();
        Snapshot = CreateSnapshot();
        Champion = CreateChampion();
        Gate = CreateGate();
        AdmitDeployment = CreateAdmitDeployment();
        SmokeTest = CreateSmokeTest();
        Promote = CreatePromote();
        ReleaseDeployment = CreateReleaseDeployment();
        Record = CreateRecord();
        Close = CreateClose();
    }

    public IQueue TriggerFailures { get; }

    public IQueue CloseFailures { get; }

    public IFunction UploadTrigger { get; }

    public IFunction Settle { get; }

    public IFunction Admit { get; }

    public IFunction Snapshot { get; }

    public IFunction Champion { get; }

    public IFunction Gate { get; }

    public IFunction AdmitDeployment { get; }

    public IFunction SmokeTest { get; }

    public IFunction Promote { get; }

    public IFunction ReleaseDeployment { get; }

    public IFunction Record { get; }

    public IFunction Close { get; }

    private Dictionary<string, string> Variables(PipelineFunctionsProps props)
    {
        var pipeline = props.Pipeline;
        return new Dictionary<string, string>
        {
            ["PIPELINE"] = pipeline.Definition.Name,
            ["DATA_BUCKET"] = props.Store.DataBucket,
            ["ARTIFACTS_BUCKET"] = props.Store.ArtifactsBucket,
            ["RETRAIN_MACHINE_ARN"] = _arns.RetrainMachine,
            ["DEPLOY_MACHINE_ARN"] = _arns.DeployMachine,
            ["ENDPOINT"] = pipeline.Names.Endpoint,
            ["SETTLE_SECONDS"] = $"{(long)pipeline.Definition.Data.Settle.TotalSeconds}",
        };
    }

    private IFunction CreateUploadTrigger() => Create("UploadTrigger", new PipelineFunctionProps
    {
        Handler = "upload-trigger",
        Code = _code,
        Failures = TriggerFailures,
        Environment = Environment("ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN", "SETTLE_SECONDS"),
        Access =
        [
            Grants.Allow("states:StartExecution", _arns.RetrainMachine),
            Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
            _store.Read(_runs),
            _store.SeeMissing(),
        ],
    });

    private IFunction CreateSettle() => Create("Settle", "settle", ["DATA_BUCKET", "SETTLE_SECONDS"], _store.ListIncoming());

    private IFunction CreateAdmit() => Create(
        "Admit",
        "admit",
        ["ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN"],
        Grants.Allow("states:ListExecutions", _arns.RetrainMachine),
        Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
        _store.Hold(_store.TrainingLease),
        _store.ReadWrite(_runs),
        _store.SeeMissing());

    private IFunction CreateSnapshot() => Create("Snapshot", new PipelineFunctionProps
    {
        Handler = "snapshot",
        Code = _code,

        // Hashes and copies up to 10,000 objects in one call: CPU comes with memory.
        MemoryMiB = 1769,
        Timeout = Duration.Minutes(15),
        Environment = Environment("DATA_BUCKET", "ARTIFACTS_BUCKET"),
        Access =
        [
            _store.ListIncomingVersions(), _store.ReadIncoming(), _store.Freeze(), _store.ReadWrite(_runs), _store.SeeMissing(),
            _store.Read(_store.TrainingLease),
        ],
    });

    private IFunction CreateChampion() => Create(
        "Champion", "champion", ["ARTIFACTS_BUCKET"], _store.Read(_store.Champion), _store.ReadWrite(_runs), _store.SeeMissing());

    private IFunction CreateGate() => Create(
        "Gate", "gate", ["ARTIFACTS_BUCKET"], _store.ReadWrite(_runs), _store.SeeMissing());

    private IFunction CreateAdmitDeployment() => Create(
        "AdmitDeployment",
        "admit-deployment",
        ["ARTIFACTS_BUCKET", "DEPLOY_MACHINE_ARN", "ENDPOINT"],
        Grants.Allow("states:DescribeExecution", _arns.DeployExecutions),
        Grants.Allow("sagemaker:DescribeEndpoint", _arns.Endpoint),
        _store.Hold(_store.EndpointLease),
        _store.Read(_store.Champion),
        _store.SeeMissing());

    private IFunction CreateSmokeTest() => Create(
        "SmokeTest", "smoke-test", ["ENDPOINT"], Grants.Allow("sagemaker:InvokeEndpoint", _arns.Endpoint));

    private IFunction CreatePromote() => Create(
        "Promote",
        "promote",
        ["ARTIFACTS_BUCKET"],
        _store.ReadWrite(_store.Champion),
        _store.Read($"{_store.RunsPrefix}*/run.json"),
        _store.Hold(_store.EndpointLease),
        _store.SeeMissing());

    private IFunction CreateReleaseDeployment() => Create(
        "ReleaseDeployment", "release-deployment", ["ARTIFACTS_BUCKET"], _store.Hold(_store.EndpointLease), _store.SeeMissing());

    private IFunction CreateRecord() => Create(
        "Record",
        "record",
        ["ARTIFACTS_BUCKET"],
        _store.Hold(_store.TrainingLease),
        _store.ReadWrite(_runs),
        _store.SeeMissing());

    private IFunction CreateClose() => Create("Close", new PipelineFunctionProps
    {
        Handler = "close",
        Code = _code,
        Failures = CloseFailures,
        Environment = Environment("ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN", "DEPLOY_MACHINE_ARN", "SETTLE_SECONDS"),
        Access =
        [
            Grants.Allow("states:StartExecution", _arns.RetrainMachine),
            Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
            _store.Read(_store.Champion),
            _store.Hold(_store.TrainingLease, _store.EndpointLease),
            _store.ReadWrite(_runs),
            _store.SeeMissing(),
        ],
    });

    private IFunction Create(string id, string handler, string[] variables, params PolicyStatement[] access)
        => Create(id, new PipelineFunctionProps
        {
            Handler = handler,
            Code = _code,
            Environment = Environment(variables),
            Access = access,
        });

    private IFunction Create(string id, PipelineFunctionProps props) => new PipelineFunction(this, id, props).Function;

    private Dictionary<string, string> Environment(params string[] variables)
        => variables.Prepend("PIPELINE").ToDictionary(name => name, name => _variables[name]);
}
