using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>The Deploy machine: puts a registered model behind the pipeline's endpoint, proves that it answers there, and moves the champion pointer; or puts everything back.</summary>
/// <remarks>The states in the order of docs/concepts/retrain.md. An error before traffic may have moved leads to ReleaseDeployment, a later one to RollBack.</remarks>
public sealed class DeployWorkflow : Construct
{
    private const int PollSeconds = 10;

    private readonly WorkflowProps _props;
    private readonly StateFactory _states;
    private readonly Payloads _payloads;
    private readonly Serving _serving;
    private readonly DeployEnding _ending;

    public DeployWorkflow(Construct scope, string id, WorkflowProps props)
        : base(scope, id)
    {
        _props = props;
        _states = new StateFactory(new Construct(this, "States"));
        _payloads = new Payloads(props.Pipeline, run: "$.run");
        _serving = new Serving(props);
        _ending = new DeployEnding(_states, props, _serving);

        var names = props.Pipeline.Names;
        _ = new Machine(this, "Machine", new MachineProps
        {
            Name = names.DeployMachine,
            Comment = $"Deploys a model of {names.Pipeline} to its endpoint, tests it there and makes it the champion",
            Definition = Name(),
            Access = DeployAccess.Statements(this, props),
            Timeout = Timeout,
        });
    }

    /// <summary>The longest a deployment may take, waiting for the endpoint's lease included.</summary>
    public static Duration Timeout => Duration.Hours(12);

    private Chain Name() => _states.Set("Name", "$.names", _serving.Names()).Next(Admit());

    private Chain Admit()
    {
        var admit = _states.Invoke(
            "Admit", _props.Functions.AdmitDeployment, _payloads.AdmitDeployment(), "$.admission", _ending.Failed);
        return admit.Next(_states.Choice("IsAdmitted")
            .When(Condition.StringEquals("$.admission.status", "admitted"), CreateModel())
            .When(Condition.StringEquals("$.admission.status", "stale"), _ending.Stale)
            .Otherwise(_states.WaitSeconds("WaitForLease", "$.admission.wait").Next(admit)));
    }

    private Chain CreateModel()
    {
        var next = CreateEndpointConfig();
        return Call("CreateModel", "createModel", _serving.CreateModel(), "$.created.model", Unless("IsModelThere", "*already existing model*", next))
            .Next(next);
    }

    private Chain CreateEndpointConfig()
    {
        var next = ChooseAction();
        return Call(
            "CreateEndpointConfig",
            "createEndpointConfig",
            _serving.CreateEndpointConfig(),
            "$.created.config",
            Unless("IsConfigThere", "*already existing endpoint configuration*", next)).Next(next);
    }

    private Choice ChooseAction()
    {
        var wait = Wait();
        var create = CreateEndpoint(wait);
        return _states.Choice("ChooseAction")
            .When(Condition.StringEquals("$.admission.action", "update"), UpdateEndpoint(wait))
            .When(Condition.StringEquals("$.admission.action", "recreate"), DeleteFailedEndpoint(create))
            .Otherwise(create);
    }

    private Chain CreateEndpoint(IChainable wait) => Call(
        "CreateEndpoint",
        "createEndpoint",
        _serving.CreateEndpoint(),
        "$.requested",
        Unless("IsEndpointThere", "*already existing endpoint*", wait)).Next(wait);

    private Chain UpdateEndpoint(IChainable wait) => Call(
        "UpdateEndpoint",
        "updateEndpoint",
        _serving.UpdateEndpoint(Serving.Name, _props.Pipeline.Definition.Serving.Bake),
        "$.requested",
        Unless("IsUpdateRunning", "*Cannot update in-progress endpoint*", wait)).Next(wait);

    private Chain DeleteFailedEndpoint(IChainable create)
    {
        var await = _states.WaitSeconds("AwaitDeletion", PollSeconds);
        var isGone = _states.Choice("IsGone")
            .When(Condition.StringMatches($"{StateFactory.Error}.Cause", "*Could not find endpoint*"), create)
            .When(Condition.StringMatches($"{StateFactory.Error}.Cause", "*Rate exceeded*"), await)
            .Otherwise(_ending.Failed);
        var look = _states.Task("LookForEndpoint", new TaskSpec
        {
            Kind = TaskKind.Probe,
            Resource = Resource("describeEndpoint"),
            Parameters = _serving.Endpoint(),
            ResultPath = "$.endpoint",
            Timeout = Duration.Minutes(1),
        }, isGone);
        look.Next(await.Next(look));
        return Call("DeleteFailedEndpoint", "deleteEndpoint", _serving.Endpoint(), "$.deleted", _ending.Failed).Next(await);
    }

    private Chain Wait()
    {
        var wait = _states.WaitSeconds("Wait", PollSeconds);
        return wait.Next(Describe(wait));
    }

    private Chain Describe(IChainable wait) => Call(
        "Describe", "describeEndpoint", _serving.Endpoint(), "$.endpoint", _ending.RolledBackOrReleased).Next(IsLive(wait));

    // A rolled-back endpoint is InService too, with the config that it had before.
    private Choice IsLive(IChainable wait) => _states.Choice("IsLive")
        .When(
            Condition.And(Status("InService"), Condition.StringEqualsJsonPath("$.endpoint.EndpointConfigName", Serving.Name)), SmokeTest())
        .When(Status("InService"), _ending.RolledBack)
        .When(Status("UpdateRollbackFailed"), _ending.EndpointMixed)
        .When(Condition.Or(Status("Failed"), Status("OutOfService")), _ending.EndpointFailed)
        .Otherwise(wait);

    private Chain SmokeTest()
    {
        var test = _states.Invoke("SmokeTest", _props.Functions.SmokeTest, _payloads.SmokeTest(_props.Golden), "$.smoke", _ending.RolledBackOrReleased);
        return test.Next(_states.Choice("IsSound")
            .When(Condition.StringEquals("$.smoke.status", "passed"), Promote())
            .Otherwise(_ending.SmokeTestFailed));
    }

    private Chain Promote() => _states.Invoke(
        "Promote", _props.Functions.Promote, _payloads.Promote(), "$.promotion", _ending.RolledBackOrReleased).Next(_ending.Announced);

    private Choice Unless(string name, string cause, IChainable then) => _states.Choice(name)
        .When(Condition.StringMatches($"{StateFactory.Error}.Cause", cause), then)
        .Otherwise(_ending.Failed);

    private CustomState Call(string name, string operation, Dictionary<string, object> request, string path, IChainable onError)
        => _states.Task(name, new TaskSpec
        {
            Kind = TaskKind.SageMaker,
            Resource = Resource(operation),
            Parameters = request,
            ResultPath = path,
            Timeout = Duration.Minutes(5),
        }, onError);

    private static string Resource(string operation) => $"arn:aws:states:::aws-sdk:sagemaker:{operation}";

    private static Condition Status(string status) => Condition.StringEquals("$.endpoint.EndpointStatus", status);
}
