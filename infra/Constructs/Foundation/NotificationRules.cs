using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>What people hear of without asking.</summary>
public static class NotificationRules
{
    public static void Add(Construct scope, EventBus bus, SharedTargets targets)
    {
        _ = new Rule(scope, "Notify", new RuleProps
        {
            Description = "Everything that happens on the product's bus goes to the notifications topic",
            EventBus = bus,
            EventPattern = new EventPattern { Source = [PipelineNames.Source] },
            Targets = [targets.Tell("NotifyFailures")],
        });

        // The engineer on call hears of every execution of the product that did not end well, rejected data included.
        _ = new Rule(scope, "Failures", new RuleProps
        {
            Description = "Executions of the product's machines that did not end well go to the notifications topic",
            EventPattern = DeploymentRules.Ended(new Dictionary<string, object> { ["prefix"] = Machines(scope) }),
            Targets = [targets.Tell("FailuresUntold")],
        });
    }

    private static string Machines(Construct scope) => Stack.Of(scope).FormatArn(new ArnComponents
    {
        Service = "states",
        Resource = "stateMachine",
        ResourceName = "mlops-",
        ArnFormat = ArnFormat.COLON_RESOURCE_NAME,
    });
}
