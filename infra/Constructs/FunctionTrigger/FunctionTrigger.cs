using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>A rule with one function as its target; an event that cannot be delivered is retried for an hour and then kept in the queue.</summary>
public sealed class FunctionTrigger : Construct
{
    public FunctionTrigger(Construct scope, string id, FunctionTriggerProps props)
        : base(scope, id)
    {
        _ = new Rule(this, "Rule", new RuleProps
        {
            Description = props.Description,
            EventBus = props.Bus,
            EventPattern = props.Pattern,
            Schedule = props.Schedule,
            Enabled = props.Enabled,
            Targets =
            [
                new LambdaFunction(props.Function.Function, new LambdaFunctionProps
                {
                    DeadLetterQueue = props.Function.Failures,
                    RetryAttempts = 10,
                    MaxEventAge = Duration.Hours(1),
                }),
            ],
        });
    }
}
