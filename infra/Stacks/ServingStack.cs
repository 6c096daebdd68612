using Constructs;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Stacks;

/// <summary>One pipeline where models are served that another environment trained: takes over what is promoted, deploys what is approved, and monitors. Nothing here trains.</summary>
public sealed class ServingStack : DeployingStack
{
    public ServingStack(Construct scope, string id, PipelineStackProps props)
        : base(scope, id, props, props.Config.Environment!)
    {
        var triggers = new ServingTriggers(this, "Triggers", Functions);
        _ = new ServingRules(this, "Rules", new ServingRulesProps
        {
            Pipeline = props.Pipeline,
            Source = props.Config.Environment!.Source!,
            Triggers = triggers,
            Bus = props.Bus,
        });
        AddWatch(triggers.ByHandler);
    }
}
