using System.Runtime.CompilerServices;
using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Lambda;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>The functions that the machines of one pipeline call, each with just the environment and the access that its row in docs/concepts needs.</summary>
public sealed class PipelineFunctions : Construct
{
    private readonly FunctionFactory _factory;
    private readonly Store _store;
    private readonly PipelineArns _arns;
    private readonly string _runs;
    private readonly Dictionary<string, IFunction> _training = [];

    public PipelineFunctions(Construct scope, string id, PipelineFunctionsProps props)
        : base(scope, id)
    {
        _store = props.Store;
        _arns = new PipelineArns(this, props.Pipeline.Names);
        _factory = new FunctionFactory(this, _arns, props);
        _runs = $"{_store.RunsPrefix}*";

        var trains = props.Serving is null;
        Add(trains, nameof(Settle), CreateSettle);
        Add(trains, nameof(Admit), CreateAdmit);
        Add(trains, nameof(Snapshot), CreateSnapshot);
        Add(trains, nameof(CacheLookup), CreateCacheLookup);
        Add(trains, nameof(CacheStore), CreateCacheStore);
        Add(trains, nameof(Champion), CreateChampion);
        Add(trains, nameof(Gate), CreateGate);
        AdmitDeployment = CreateAdmitDeployment();
        SmokeTest = CreateSmokeTest();
        Promote = CreatePromote();
        ReleaseDeployment = CreateReleaseDeployment();
        Add(trains, nameof(Record), CreateRecord);
        Add(trains, nameof(AskApproval), CreateAskApproval);
        Add(trains, nameof(DecideApproval), CreateDecideApproval);
        if (props.Pipeline.Definition.Monitor.Enabled)
        {
            MonitorPlan = CreateMonitorPlan();
            MonitorRespond = CreateMonitorRespond();
        }
    }

    public IFunction Settle => OfTraining();

    public IFunction Admit => OfTraining();

    public IFunction Snapshot => OfTraining();

    public IFunction CacheLookup => OfTraining();

    public IFunction CacheStore => OfTraining();

    public IFunction Champion => OfTraining();

    public IFunction Gate => OfTraining();

    public IFunction AdmitDeployment { get; }

    public IFunction SmokeTest { get; }

    public IFunction Promote { get; }

    public IFunction ReleaseDeployment { get; }

    public IFunction Record => OfTraining();

    public IFunction AskApproval => OfTraining();

    public IFunction DecideApproval => OfTraining();

    /// <summary>Null without a monitor, as is <see cref="MonitorRespond"/>.</summary>
    public IFunction? MonitorPlan { get; }

    public IFunction? MonitorRespond { get; }

    private void Add(bool wanted, string name, Func<IFunction> create)
    {
        if (wanted)
        {
            _training[name] = create();
        }
    }

    private IFunction OfTraining([CallerMemberName] string name = "") => _training.TryGetValue(name, out var function)
        ? function
        : throw new InvalidOperationException($"The function {name} belongs to the Retrain machine, and this environment trains nothing.");

    private IFunction CreateSettle() => _factory.Create("Settle", "settle", ["DATA_BUCKET", "SETTLE_SECONDS"], _store.ListIncoming());

    private IFunction CreateAdmit() => _factory.Create(
        "Admit",
        "admit",
        ["ARTIFACTS_BUCKET", "RETRAIN_MACHINE_ARN"],
        Grants.Allow("states:ListExecutions", _arns.RetrainMachine),
        Grants.Allow("states:DescribeExecution", _arns.RetrainExecutions),
        _store.Hold(_store.TrainingLease),
        _store.ReadWrite(_runs),
        _store.SeeMissing());

    private IFunction CreateSnapshot() => _factory.Create("Snapshot", _factory.Props(
        "snapshot",
        ["DATA_BUCKET", "ARTIFACTS_BUCKET", "LEARN_PREFIXES"],
        [
            _store.ListLearnedVersions(), _store.ReadLearned(), _store.Freeze(), _store.ReadWrite(_runs), _store.SeeMissing(),
            _store.Read(_store.TrainingLease),
        ]) with
    {
        // Hashes and copies up to 10,000 objects in one call: CPU comes with memory.
        MemoryMiB = 1769,
        Timeout = Duration.Minutes(15),
    });

    private IFunction CreateCacheLookup() => CreateCache(
        "CacheLookup", "cache-lookup", [_store.Read(Store.KeptFiles, Store.CacheEntries), _store.ReadWrite(_runs), _store.SeeMissing()]);

    private IFunction CreateCacheStore() => CreateCache(
        "CacheStore", "cache-store", [_store.ReadWrite(Store.CacheEntries, Store.KeptFiles, _runs), _store.SeeMissing()]);

    // Copies go on inside S3, but a large one takes its time; CPU, which hashes what S3 has no hash of, comes with memory.
    private IFunction CreateCache(string id, string handler, PolicyStatement[] access)
        => _factory.Create(id, _factory.Props(handler, ["ARTIFACTS_BUCKET"], access) with { MemoryMiB = 1769, Timeout = Duration.Minutes(15) });

    private IFunction CreateChampion() => _factory.Create(
        "Champion", "champion", ["ARTIFACTS_BUCKET"], _store.Read(_store.Champion), _store.ReadWrite(_runs), _store.SeeMissing());

    private IFunction CreateGate() => _factory.Create(
        "Gate", "gate", ["ARTIFACTS_BUCKET"], _store.ReadWrite(_runs), _store.SeeMissing());

    private IFunction CreateAdmitDeployment() => _factory.Create(
        "AdmitDeployment",
        "admit-deployment",
        ["ARTIFACTS_BUCKET", "ENDPOINT"],
        Grants.Allow("states:DescribeExecution", _arns.DeployExecutions),
        Grants.Allow("sagemaker:DescribeEndpoint", _arns.Endpoint),
        _store.Hold(_store.EndpointLease),
        _store.Read(_store.Champion),
        _store.SeeMissing());

    private IFunction CreateSmokeTest() => _factory.Create(
        "SmokeTest", "smoke-test", ["ENDPOINT", "PROBLEM"], Grants.Allow("sagemaker:InvokeEndpoint", _arns.Endpoint));

    private IFunction CreatePromote() => _factory.Create(
        "Promote",
        "promote",
        ["ARTIFACTS_BUCKET"],
        _store.ReadWrite(_store.Champion),
        _store.Read($"{_store.RunsPrefix}*/run.json"),
        _store.Hold(_store.EndpointLease),
        Approvals.MoveStages(_arns),
        _store.SeeMissing());

    private IFunction CreateReleaseDeployment() => _factory.Create(
        "ReleaseDeployment", "release-deployment", ["ARTIFACTS_BUCKET"], _store.Hold(_store.EndpointLease), _store.SeeMissing());

    private IFunction CreateRecord() => _factory.Create(
        "Record",
        "record",
        ["ARTIFACTS_BUCKET"],
        _store.Hold(_store.TrainingLease),
        _store.ReadWrite(_runs, $"{_store.ApprovalsPrefix}*"),
        _store.ExpireStepOutputs(),
        _store.SeeMissing());

    private IFunction CreateAskApproval() => _factory.Create(
        "AskApproval",
        "ask-approval",
        ["ARTIFACTS_BUCKET", "BUS"],
        [.. Approvals.Common(_arns, _store), _store.ReadWrite(_runs)]);

    private IFunction CreateDecideApproval() => _factory.Create(
        "DecideApproval",
        "decide-approval",
        ["ARTIFACTS_BUCKET", "BUS"],
        [.. Approvals.Common(_arns, _store), .. Approvals.Decide(_arns, _store), _store.ReadWrite(_runs)]);

    private IFunction CreateMonitorPlan() => _factory.Create("MonitorPlan", _factory.Props(
        "monitor-plan",
        ["DATA_BUCKET", "ARTIFACTS_BUCKET", "ENDPOINT"],
        [
            _store.ListTruth(), _store.Read(_store.Champion, $"{_store.RunsPrefix}*/prepare/baseline.json"), _store.Write($"{_store.MonitorPrefix}*"),

            // With it go the captured files: their listing needs the bucket's.
            _store.SeeMissing(),
        ]) with
    {
        // Lists every captured file of the window.
        Timeout = Duration.Minutes(5),
    });

    private IFunction CreateMonitorRespond() => _factory.Create("MonitorRespond", _factory.Props(
        "monitor-respond",
        ["DATA_BUCKET", "ARTIFACTS_BUCKET", "LEARN_PREFIXES", "DEFINITION_HASH", "IMAGE"],
        [
            _store.ListLearnedVersions(), _store.ReadWrite($"{_store.MonitorPrefix}*"), _store.Read(_runs), _store.SeeMissing(),
        ]) with
    {
        Timeout = Duration.Minutes(5),
    });
}
