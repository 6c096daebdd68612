using Amazon.CDK.AWS.Events;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Every rule of a pipeline where it is served: promotions are taken over, approvals deploy, a schedule starts the monitor, and deployments that ended badly are closed.</summary>
public sealed class ServingRules : Construct
{
    private readonly ServingRulesProps _props;
    private readonly PipelineArns _arns;

    public ServingRules(Construct scope, string id, ServingRulesProps props)
        : base(scope, id)
    {
        (_props, _arns) = (props, new PipelineArns(this, props.Pipeline.Names));
        AddPromotion();
        AddApproval();
        AddEnded();
        if (props.Triggers.Monitor is { } monitor)
        {
            DeploymentRules.AddMonitor(this, props.Pipeline, monitor);
        }
    }

    private string Name => _props.Pipeline.Definition.Name;

    private void AddPromotion() => _ = new FunctionTrigger(this, "Promotion", new FunctionTriggerProps
    {
        Description = $"A model of {Name} that serves in {_props.Source.Name} is registered here",
        Function = _props.Triggers.Promotion,
        Bus = _props.Bus,
        Pattern = new EventPattern
        {
            Source = [PipelineNames.Source],
            DetailType = [PipelineNames.Deployed],
            Account = [_props.Source.Account],
            Detail = new Dictionary<string, object> { ["pipeline"] = new object[] { Name } },
        },
    });

    // Whoever approves, by whatever means, changes the package: all ways meet here.
    private void AddApproval() => _ = new FunctionTrigger(this, "Approval", new FunctionTriggerProps
    {
        Description = $"A package of {Name} that is approved is deployed",
        Function = _props.Triggers.Approval,
        Pattern = DeploymentRules.Decided(_props.Pipeline, "Approved"),
    });

    private void AddEnded() => _ = new FunctionTrigger(this, "Ended", new FunctionTriggerProps
    {
        Description = $"Frees the endpoint of {Name} from a deployment that did not end well",
        Function = _props.Triggers.Close,
        Pattern = DeploymentRules.Ended(_arns.DeployMachine),
    });
}
