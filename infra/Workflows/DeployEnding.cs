using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;

namespace Mlops.Infra.Workflows;

/// <summary>The ways out of the Deploy machine: deployed, stale, or put back, released and failed with the first error.</summary>
internal sealed class DeployEnding
{
    private const int PollSeconds = 10;
    private const string LaterError = "$.rollbackError";
    private const string PreviousConfig = "$.admission.previousConfig";

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
        EndpointMixed = Because(
            "EndpointMixed", "EndpointMixed", "States.Format('The endpoint ended as {}: old and new fleet serve.', $.endpoint.EndpointStatus)", RolledBackOrReleased);
        EndpointFailed = Because(
            "EndpointFailed", "EndpointFailed", "States.Format('The endpoint ended as {}.', $.endpoint.EndpointStatus)", Failed);
        Deployed = End("Deployed", "deployed");
        Announced = props.Announcement is { } announcement ? new DeployAnnouncement(states, props, announcement).Before(Deployed) : Deployed;
        Stale = End("Stale", "stale");
    }

    /// <summary>Gives the lease back and fails with <c>$.error</c>.</summary>
    public Chain Failed { get; }

    /// <summary>Puts the endpoint back first: traffic may have moved.</summary>
    public IChainable RolledBackOrReleased { get; }

    public Chain SmokeTestFailed { get; }

    public Chain RolledBack { get; }

    public Chain EndpointFailed { get; }

    public Chain EndpointMixed { get; }

    public Chain Deployed { get; }

    /// <summary>Tells the next environment first, where there are environments.</summary>
    public Chain Announced { get; }

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

    // SageMaker refuses to change an endpoint that it is changing. One that cannot be looked at is put back all the same.
    private Chain RollBack()
    {
        var how = _states.Choice("HowToRollBack")
            .When(Condition.StringEquals("$.admission.action", "update"), RestoreEndpoint())
            .Otherwise(Call("DeleteFirstEndpoint", "deleteEndpoint", _serving.Endpoint(), "$.deleted", Failed).Next(Failed));
        var look = Call("RollBack", "describeEndpoint", _serving.Endpoint(), "$.endpoint", how);
        return look.Next(_states.Choice("IsAtRest")
            .When(IsChanging(), _states.WaitSeconds("WaitForRest", PollSeconds).Next(look))
            .Otherwise(how));
    }

    private Chain RestoreEndpoint()
    {
        var notRestored = NotRestored();
        var wait = _states.WaitSeconds("WaitForRestoration", PollSeconds);
        var describe = Call("DescribeRestored", "describeEndpoint", _serving.Endpoint(), "$.endpoint", notRestored);
        wait.Next(describe).Next(_states.Choice("IsRestored")
            .When(IsChanging(), wait)
            .When(Condition.And(Status("InService"), Condition.StringEqualsJsonPath("$.endpoint.EndpointConfigName", PreviousConfig)), Failed)
            .Otherwise(notRestored));
        return Call("RestoreEndpoint", "updateEndpoint", _serving.UpdateEndpoint(PreviousConfig, TimeSpan.Zero), "$.requested", notRestored).Next(wait);
    }

    /// <summary>The first error stays the reason; that the endpoint may serve an unproven model is added to it.</summary>
    private Chain NotRestored() => _states.Set("NotRestored", StateFactory.Error, new Dictionary<string, object>
    {
        ["Error.$"] = $"{StateFactory.Error}.Error",
        ["Cause.$"] = $"States.Format('{{}} Putting the endpoint {_props.Pipeline.Names.Endpoint} back failed too: update it to {{}}.', "
            + $"{StateFactory.Error}.Cause, {PreviousConfig})",
    }).Next(Failed);

    private CustomState Call(string name, string operation, Dictionary<string, object> request, string path, IChainable onError)
        => _states.Task(name, new TaskSpec
        {
            Kind = TaskKind.SageMaker,
            Resource = $"arn:aws:states:::aws-sdk:sagemaker:{operation}",
            Parameters = request,
            ResultPath = path,
            Timeout = Duration.Minutes(5),
        }, onError, LaterError);

    private Chain Because(string name, string error, string cause, IChainable next)
        => _states.Set(name, StateFactory.Error, new Dictionary<string, object> { ["Error"] = error, ["Cause.$"] = cause }).Next(next);

    private Chain End(string name, string outcome)
        => _states.Result($"Outcome{name}", new Dictionary<string, object>
        {
            ["outcome"] = outcome,
            ["endpoint"] = _props.Pipeline.Names.Endpoint,
            ["config.$"] = Serving.Name,
        }).Next(_states.Succeed(name));

    private static Condition IsChanging() => Condition.Or(
        [.. new[] { "Creating", "Updating", "SystemUpdating", "RollingBack" }.Select(Status)]);

    private static Condition Status(string status) => Condition.StringEquals("$.endpoint.EndpointStatus", status);
}
