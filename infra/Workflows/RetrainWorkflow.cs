using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using Mlops.Domain.Pipelines;
using Mlops.Domain.Triggers;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>The Retrain machine: from uploads that have come to rest to a model that serves, or the reason why not.</summary>
/// <remarks>The states in the order of docs/concepts/retrain.md; each adds one member to the state's data. Every error leads to Record.</remarks>
public sealed class RetrainWorkflow : Construct
{
    private const int MostRounds = 5;

    private const string Defaults = """{"force":false,"parameters":{},"requestedBy":null,"from":null,"only":null,"cache":"on","override":null}""";

    private readonly WorkflowProps _props;
    private readonly StateFactory _states;
    private readonly Payloads _payloads;
    private readonly Jobs _jobs;
    private readonly RetrainEnding _ending;
    private readonly CachedStep _cached;

    public RetrainWorkflow(Construct scope, string id, WorkflowProps props)
        : base(scope, id)
    {
        _props = props;
        _states = new StateFactory(new Construct(this, "States"));
        _payloads = new Payloads(props.Pipeline);
        _jobs = new Jobs(props);
        _ending = new RetrainEnding(_states, _payloads, props.Functions.Record);

        _cached = new CachedStep(_states, _payloads, props.Functions, _ending);

        var names = props.Pipeline.Names;
        _ = new Machine(this, "Machine", new MachineProps
        {
            Name = names.RetrainMachine,
            Comment = $"Retrains {names.Pipeline} on what was uploaded and deploys the model that passes the gate",
            Definition = TakeInput(),
            Access = RetrainAccess.Statements(this, props),
            Timeout = Timeout(props.Pipeline.Definition),
        });
    }

    /// <summary>The longest wait for quiet, the jobs at their limits, the approval, and three days of waiting for the lease and the deployment.</summary>
    private static Duration Timeout(PipelineDefinition definition)
    {
        var (settle, steps) = (definition.Data.Settle * Quiet.MaximumSettleTimes, definition.Steps);
        var jobs = steps.Prepare.Timeout + steps.Train.Timeout + (steps.Evaluate.Timeout * MostRounds);
        return Duration.Seconds((long)(settle + jobs + ApprovalStates.Longest(definition.Registry)).TotalSeconds).Plus(Duration.Days(3));
    }

    // A path that leads nowhere breaks an execution: what older triggers do not know of, and people leave out, has its default.
    private Chain TakeInput() => _states.WithDefaults("TakeInput", Defaults).Next(Settle());

    private Chain Settle() => _states.WaitUntil("Settle", "$.notBefore").Next(CheckQuiet());

    private Chain CheckQuiet()
    {
        var check = _states.Invoke("CheckQuiet", _props.Functions.Settle, _payloads.Settle(), "$.settle", _ending.Failed);
        return check.Next(_states.Choice("IsQuiet")
            .When(Condition.BooleanEquals("$.settle.quiet", true), Admit())
            .Otherwise(_states.WaitSeconds("WaitForQuiet", "$.settle.wait").Next(check)));
    }

    private Chain Admit()
    {
        var admit = _states.Invoke("Admit", _props.Functions.Admit, _payloads.Admit(_props.Images), "$.admission", _ending.Failed);
        return admit.Next(_states.Choice("IsAdmitted")
            .When(Condition.StringEquals("$.admission.status", "admitted"), Snapshot())
            .When(Condition.StringEquals("$.admission.status", "superseded"), _ending.Superseded)
            .Otherwise(_states.WaitSeconds("WaitForLease", "$.admission.wait").Next(admit)));
    }

    private Chain Snapshot()
    {
        var snapshot = _states.Invoke("Snapshot", _props.Functions.Snapshot, _payloads.Snapshot(_props.Images), "$.snapshot", _ending.Failed);
        return snapshot.Next(_states.Choice("IsNew")
            .When(Condition.StringEquals("$.snapshot.status", "new"), Prepare())
            .When(Condition.StringEquals("$.snapshot.status", "unchanged"), _ending.Unchanged)
            .Otherwise(_ending.NothingUploaded));
    }

    private Chain Prepare() => _cached.Of(_jobs.PrepareStep(), ReadPrepared());

    private Chain ReadPrepared()
    {
        var read = _states.Task("ReadPrepared", new TaskSpec
        {
            Kind = TaskKind.S3,
            Resource = "arn:aws:states:::aws-sdk:s3:getObject",
            Parameters = new Dictionary<string, object>
            {
                ["Bucket"] = _props.Store.ArtifactsBucket,
                ["Key.$"] = $"States.Format('{_props.Store.RunsPrefix}{{}}/prepare/prepare.json', $.admission.run)",
            },
            ResultSelector = new Dictionary<string, object> { ["report.$"] = "States.StringToJson($.Body)" },
            ResultPath = "$.prepared",
            Timeout = Duration.Minutes(1),
        }, _ending.Failed);

        // A ResultSelector can only add members: the report itself is lifted by the state after it.
        return read.Next(_states.Copy("TakeReport", "$.prepared.report", "$.prepared")).Next(_states.Choice("IsPrepared")
            .When(Condition.And(Condition.StringEquals("$.prepared.status", "ok"), Only("prepare")), _ending.Partial)
            .When(Condition.StringEquals("$.prepared.status", "ok"), Train())
            .When(Condition.StringEquals("$.prepared.status", "not-enough-data"), _ending.NotEnoughData)
            .Otherwise(_ending.DataRejected));
    }

    private Chain Train() => _cached.Of(_jobs.TrainStep(), _states.Choice("IsTrainLast").When(Only("train"), _ending.Partial).Otherwise(FirstRound()));

    // The rounds number the evaluations of one run: the champion may change between Evaluate and Deploy, and job names are unique.
    private Chain FirstRound()
        => _states.Set("FirstRound", "$.round", new Dictionary<string, object> { ["number"] = 1 }).Next(Champion());

    private Chain Champion()
    {
        var champion = _states.Invoke("Champion", _props.Functions.Champion, _payloads.Of("run", "execution"), "$.champion", _ending.Failed);
        return champion.Next(Evaluate(champion));
    }

    private Chain Evaluate(State champion)
        => _cached.Of(_jobs.EvaluateStep(), _states.Choice("IsEvaluateLast").When(Only("evaluate"), _ending.Partial).Otherwise(Gate(champion)));

    private Chain Gate(State champion)
    {
        var gate = _states.Invoke("Gate", _props.Functions.Gate, _payloads.Of("run", "execution", "now"), "$.gate", _ending.Failed);
        return gate.Next(_states.Choice("IsPassed")
            .When(Condition.Or(Condition.StringEquals("$.gate.verdict", "passed"), Condition.StringEquals("$.gate.verdict", "overridden")), IsRegistered(Deploy(champion)))
            .Otherwise(_ending.Refused));
    }

    private Choice IsRegistered(Chain deploy)
    {
        var approval = new ApprovalStates(_states, _payloads, _props, _ending).Before(deploy);
        return _states.Choice("IsRegistered")
            .When(Condition.IsPresent("$.package"), approval)
            .Otherwise(Register().Next(RecordRegistration()).Next(approval));
    }

    private CustomState Register() => _states.Task("Register", new TaskSpec
    {
        Kind = TaskKind.SageMaker,
        Resource = "arn:aws:states:::aws-sdk:sagemaker:createModelPackage",
        Parameters = new Registration(_props, _jobs).ModelPackage(),
        ResultPath = "$.package",
        Timeout = Duration.Minutes(5),
    }, _ending.Failed);

    private CustomState RecordRegistration() => _states.Invoke(
        "RecordRegistration", _props.Functions.Record, _payloads.Record("registered"), "$.registration", _ending.Failed);

    private Chain Deploy(State champion)
    {
        var deploy = _states.Task("Deploy", new TaskSpec
        {
            Kind = TaskKind.Machine,
            Resource = "arn:aws:states:::states:startExecution.sync:2",
            Parameters = new Registration(_props, _jobs).Deployment(RetrainAccess.DeployMachine(this, _props)),
            ResultSelector = new Dictionary<string, object>
            {
                ["execution.$"] = "$.ExecutionArn",
                ["outcome.$"] = "$.Output.outcome",
                ["endpoint.$"] = "$.Output.endpoint",
                ["config.$"] = "$.Output.config",
            },
            ResultPath = "$.deployment",
            Timeout = DeployWorkflow.Timeout.Plus(Duration.Minutes(5)),
        }, _ending.Failed);
        return deploy.Next(_states.Choice("IsDeployed")
            .When(Condition.StringEquals("$.deployment.outcome", "deployed"), _ending.Deployed)
            .When(Condition.NumberGreaterThanEquals("$.round.number", MostRounds), _ending.ChampionKeptMoving)
            .Otherwise(NextRound().Next(champion)));
    }

    private Pass NextRound() => _states.Set(
        "NextRound", "$.round", new Dictionary<string, object> { ["number.$"] = "States.MathAdd($.round.number, 1)" });

    /// <summary>The run was asked for this step alone; null, which no text equals, stands for all.</summary>
    private static Condition Only(string step) => Condition.StringEquals("$.admission.only", step);
}
