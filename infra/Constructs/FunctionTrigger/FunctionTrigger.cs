using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Events.Targets;
using Constructs;

namespace Mlops.Infra.Constructs;

/// <summary>A rule on the default bus with one function as its target; an event that cannot be delivered is retried for an hour and then kept in the queue.</summary>
public sealed class FunctionTrigger : Construct
{
    public FunctionTrigger(Construct scope, string id, FunctionTriggerProps props)
        : base(scope, id)
    {
        _ = new Rule(this, "Rule", new RuleProps
        {
            Description = props.Description,
            EventPattern = props.Pattern,
            Enabled = props.Enabled,
            Targets =
            [
                new LambdaFunction(props.Function, new LambdaFunctionProps
                {
                    DeadLetterQueue = props.Failures,
                    RetryAttempts = 10,
                    MaxEventAge = Duration.Hours(1),
                }),
            ],
        });
    }
}
