using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Workflows;

/// <summary>The ways out of the Deploy machine: deployed, stale, or put back, released and failed with the first error.</summary>
internal sealed class DeployEnding
{
    private const int PollSeconds = 10;
    private const string LaterError = "$.rollbackError";

    private readonly StateFactory _states;
    private readonly WorkflowProps _props;
    private readonly Serving _serving;

    public DeployEnding(StateFactory states, WorkflowProps props, Serving serving)
    {
        (_states, _props, _serving) = (states, props, serving);
        Failed = Release();
        RolledBackOrReleased = RollBack();
        SmokeTestFailed = Because("SmokeTestRefused", "SmokeTestFailed", "$.smoke.reason", RolledBackOrReleased);
        RolledBack = Because(
            "EndpointRolledBack",
            "EndpointRolledBack",
            "States.Format('SageMaker kept the endpoint on {}: the new fleet did not become healthy.', $.endpoint.EndpointConfigName)",
            Failed);
        EndpointFailed = Because(
            "EndpointFailed", "EndpointFailed", "States.Format('The endpoint ended as {}.', $.endpoint.EndpointStatus)", Failed);
        Deployed = End("Deployed", "deployed");
        Stale = End("Stale", "stale");
    }

    /// <summary>Gives the lease back and fails with <c>$.error</c>.</summary>
    public Chain Failed { get; }

    /// <summary>Puts the endpoint back first: traffic may have moved.</summary>
    public IChainable RolledBackOrReleased { get; }

    public Chain SmokeTestFailed { get; }

    public Chain RolledBack { get; }

    public Chain EndpointFailed { get; }

    public Chain Deployed { get; }

    public Chain Stale { get; }

    private Chain Release()
    {
        var failed = _states.FailAs("Failed", $"{StateFactory.Error}.Error", $"{StateFactory.Error}.Cause");
        var payload = new Payloads(_props.Pipeline, run: "$.run").Of("run", "execution");

        // When even this fails, the rule on failed executions gives the lease back; the first error stays the reason.
        return _states.Task("ReleaseDeployment", new TaskSpec
        {
            Kind = TaskKind.Function,
            Resource = _props.Functions.ReleaseDeployment.FunctionArn,
            Parameters = payload,
            ResultPath = "$.released",
            Timeout = Duration.Minutes(5),
        }, failed, LaterError).Next(failed);
    }

    private Choice RollBack() => _states.Choice("RollBack")
        .When(Condition.StringEquals("$.admission.action", "update"), RestoreEndpoint())
        .Otherwise(Call("DeleteFirstEndpoint", "deleteEndpoint", _serving.Endpoint(), "$.deleted").Next(Failed));

    private Chain RestoreEndpoint()
    {
        var wait = _states.WaitSeconds("WaitForRestoration", PollSeconds);
        var describe = Call("DescribeRestored", "describeEndpoint", _serving.Endpoint(), "$.endpoint");
        wait.Next(describe).Next(_states.Choice("IsRestored")
            .When(Condition.Or(Status("Updating"), Status("SystemUpdating"), Status("RollingBack")), wait)
            .Otherwise(Failed));
        return Call(
            "RestoreEndpoint", "updateEndpoint", _serving.UpdateEndpoint("$.admission.previousConfig", TimeSpan.Zero), "$.requested").Next(wait);
    }

    private CustomState Call(string name, string operation, Dictionary<string, object> request, string path)
        => _states.Task(name, new TaskSpec
        {
            Kind = TaskKind.SageMaker,
            Resource = $"arn:aws:states:::aws-sdk:sagemaker:{operation}",
            Parameters = request,
            ResultPath = path,
            Timeout = Duration.Minutes(5),
        }, Failed, LaterError);

    private Chain Because(string name, string error, string cause, IChainable next)
        => _states.Set(name, StateFactory.Error, new Dictionary<string, object> { ["Error"] = error, ["Cause.$"] = cause }).Next(next);

    private Chain End(string name, string outcome)
        => _states.Result($"Outcome{name}", new Dictionary<string, object>
        {
            ["outcome"] = outcome,
            ["endpoint"] = _props.Pipeline.Names.Endpoint,
            ["config.$"] = Serving.Name,
        }).Next(_states.Succeed(name));

    private static Condition Status(string status) => Condition.StringEquals("$.endpoint.EndpointStatus", status);
}
