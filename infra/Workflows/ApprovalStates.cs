using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Workflows;

/// <summary>The states between registration and deployment in which people decide about a model.</summary>
/// <remarks>
/// The token that the two waiting states hand out only wakes: what was decided, DecideApproval reads from the registry. So a decision counts once, whichever way
/// it came, and however often it was told.
/// </remarks>
internal sealed class ApprovalStates(StateFactory states, Payloads payloads, WorkflowProps props, RetrainEnding ending)
{
    private const string Approval = "$.approval", Answer = "$.answer";

    private readonly (TimeSpan First, TimeSpan Second) _waits = props.Pipeline.Definition.Registry.Waits();

    /// <summary>How long an execution may wait here.</summary>
    public static TimeSpan Longest(RegistryDefinition registry) => registry.ApprovalTimeout;

    /// <summary>Leads to <paramref name="deploy"/> at once, or when the model was approved.</summary>
    public Choice Before(IChainable deploy)
    {
        var decide = DecideApproval();
        var escalate = Wait("EscalateApproval", again: true, _waits.Second, Expire(decide));
        var ask = Wait("AskApproval", again: false, _waits.First, escalate);
        escalate.Next(decide);
        ask.Next(decide);
        decide.Next(IsApproved(deploy, ask, escalate));

        // In a later round the approval is there already: it holds for this model still, unless it was taken back.
        return states.Choice("IsApprovalNeeded")
            .When(Condition.StringEquals("$.admission.approval", "Approved"), deploy)
            .When(Condition.IsPresent(Approval), decide)
            .Otherwise(ask);
    }

    private Choice IsApproved(IChainable deploy, IChainable ask, IChainable escalate) => states.Choice("IsApproved")
        .When(Is("approved"), deploy)
        .When(Is("declined"), ending.Declined)
        .When(Is("expired"), ending.Expired)
        .When(Is("superseded"), ending.Superseded)
        .When(Condition.And(Is("waiting"), Condition.BooleanEquals($"{Approval}.escalates", false)), ask)
        .Otherwise(escalate);

    private Chain Expire(IChainable decide)
        => states.Set("ExpireApproval", Answer, new Dictionary<string, object> { ["timedOut"] = true }).Next(decide);

    private CustomState DecideApproval() => states.Invoke("DecideApproval", props.Functions.DecideApproval, payloads.DecideApproval(), Approval, ending.Failed);

    private CustomState Wait(string name, bool again, TimeSpan wait, IChainable onTimeout) => states.Task(name, new TaskSpec
    {
        Kind = TaskKind.Function,
        Resource = "arn:aws:states:::lambda:invoke.waitForTaskToken",
        Parameters = new Dictionary<string, object>
        {
            ["FunctionName"] = props.Functions.AskApproval.FunctionArn,
            ["Payload"] = payloads.AskApproval(props, again),
        },
        ResultPath = Answer,
        Timeout = Duration.Seconds((long)wait.TotalSeconds),
        OnTimeout = onTimeout,
    }, ending.Failed);

    private static Condition Is(string status) => Condition.StringEquals($"{Approval}.status", status);
}
