using Constructs;
using Mlops.Infra.Constructs;
using Mlops.Infra.Workflows;

namespace Mlops.Infra.Stacks;

/// <summary>One pipeline: functions, machines, roles and the rules that start them. Holds no data and may be deleted and made again.</summary>
public sealed class PipelineStack : DeployingStack
{
    public PipelineStack(Construct scope, string id, PipelineStackProps props)
        : base(scope, id, props, serving: null)
    {
        _ = new RetrainWorkflow(this, "Retrain", Workflow);
        var triggers = new TriggerFunctions(this, "Triggers", Functions);
        _ = new PipelineRules(this, "Rules", new PipelineRulesProps
        {
            Pipeline = props.Pipeline,
            Store = Store,
            Triggers = triggers,
            Bus = props.Bus,
            ServingAccounts = [.. props.Config.Environment?.Serving.Select(each => each.Account) ?? []],
        });
        AddWatch(triggers.ByHandler);
    }
}
