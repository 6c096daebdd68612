using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SSM;
using Constructs;
using Mlops.Infra.Constructs;
using Mlops.Infra.Workflows;

namespace Mlops.Infra.Stacks;

/// <summary>One pipeline where models are served that another environment trained: takes over what is promoted, deploys what is approved, and monitors. Nothing here trains.</summary>
public sealed class ServingStack : Stack
{
    public ServingStack(Construct scope, string id, PipelineStackProps props)
        : base(scope, id, props.Stack)
    {
        var (pipeline, plan) = (props.Pipeline, props.Config.Environment!);
        var store = new Store(props.Lake.Data, props.Lake.Artifacts, pipeline);
        var images = new ImageUris(this, props.Config.Images, plan.Training.Account);
        var functions = new PipelineFunctionsProps
        {
            Pipeline = pipeline,
            Store = store,
            Code = Code.FromAsset(props.Config.Functions.Folder),
            Architecture = props.Config.Functions.Architecture,
            Images = images.OfSteps(pipeline),
            Serving = plan,
        };
        var workflow = new WorkflowProps
        {
            Pipeline = pipeline,
            Images = functions.Images,
            Functions = new PipelineFunctions(this, "Functions", functions),
            Roles = new JobRoles(this, "Roles", new JobRolesProps { Pipeline = pipeline, Store = store, Network = props.Network, Serving = plan }),
            Store = store,
            Network = props.Network,
            Image = images.Of,
            Announcement = props.Announcement,
            Golden = pipeline.Golden,
        };
        images.WarnOfLocal();
        _ = new DeployWorkflow(this, "Deploy", workflow);
        var triggers = new ServingTriggers(this, "Triggers", functions);
        _ = new ServingRules(this, "Rules", new ServingRulesProps { Pipeline = pipeline, Source = plan.Source!, Triggers = triggers, Bus = props.Bus });
        if (pipeline.Definition.Monitor.Enabled)
        {
            _ = new MonitorWorkflow(this, "Monitor", workflow);
            _ = new DriftAlarms(this, "Alarms", new DriftAlarmsProps { Pipeline = pipeline, Notifications = props.Notifications });
        }

        _ = new DeadLetterAlarm(this, "DeadLetters", new DeadLetterAlarmProps
        {
            Name = pipeline.Names.DeadLetterAlarm,
            Description = $"Events of {pipeline.Names.Pipeline} were not handled. 'mlops replay --list' shows them and why.",
            Queues = [.. triggers.ByHandler.Values.Select(function => function.Failures!)],
            Notifications = props.Notifications,
        });
        foreach (var (handler, function) in triggers.ByHandler)
        {
            // Whoever replays an event finds by it which function takes it.
            _ = new StringParameter(this, $"{handler}-name", new StringParameterProps
            {
                ParameterName = $"/mlops/{pipeline.Names.Pipeline}/{handler}",
                StringValue = function.Function.FunctionName,
            });
        }
    }
}
