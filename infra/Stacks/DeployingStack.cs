using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SSM;
using Constructs;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;
using Mlops.Infra.Workflows;

namespace Mlops.Infra.Stacks;

/// <summary>What every pipeline's stack has, whether its models are trained here or come from elsewhere: it deploys them, monitors them, and keeps what failed.</summary>
public abstract class DeployingStack : Stack
{
    private readonly PipelineStackProps _props;

    /// <param name="serving">The environment, when that serves what others trained; its images are those of the one that trains.</param>
    protected DeployingStack(Construct scope, string id, PipelineStackProps props, EnvironmentPlan? serving)
        : base(scope, id, props.Stack)
    {
        _props = props;
        var pipeline = props.Pipeline;
        var images = new ImageUris(this, props.Config.Images, serving?.Training.Account ?? Account);
        Store = new Store(props.Lake.Data, props.Lake.Artifacts, pipeline);
        Functions = new PipelineFunctionsProps
        {
            Pipeline = pipeline,
            Store = Store,
            Code = Code.FromAsset(props.Config.Functions.Folder),
            Architecture = props.Config.Functions.Architecture,
            Images = images.OfSteps(pipeline),
            Serving = serving,
        };
        Workflow = new WorkflowProps
        {
            Pipeline = pipeline,
            Images = Functions.Images,
            Functions = new PipelineFunctions(this, "Functions", Functions),
            Roles = new JobRoles(this, "Roles", new JobRolesProps { Pipeline = pipeline, Store = Store, Network = props.Network, Serving = serving }),
            Store = Store,
            Network = props.Network,
            Image = images.Of,
            Announcement = props.Announcement,
            Golden = serving is null ? null : pipeline.Golden,
        };
        images.WarnOfLocal();
        _ = new DeployWorkflow(this, "Deploy", Workflow);
    }

    protected Store Store { get; }

    protected PipelineFunctionsProps Functions { get; }

    protected WorkflowProps Workflow { get; }

    /// <summary>The monitor, when there is one, and who hears of what the triggers could not handle.</summary>
    protected void AddWatch(IReadOnlyDictionary<string, PipelineFunction> triggers)
    {
        var (pipeline, notifications) = (_props.Pipeline, _props.Notifications);
        if (pipeline.Definition.Monitor.Enabled)
        {
            _ = new MonitorWorkflow(this, "Monitor", Workflow);
            _ = new DriftAlarms(this, "Alarms", new DriftAlarmsProps { Pipeline = pipeline, Notifications = notifications });
        }

        _ = new DeadLetterAlarm(this, "DeadLetters", new DeadLetterAlarmProps
        {
            Name = pipeline.Names.DeadLetterAlarm,
            Description = $"Events of {pipeline.Names.Pipeline} were not handled. 'mlops replay --list' shows them and why.",
            Queues = [.. triggers.Values.Select(function => function.Failures!)],
            Notifications = notifications,
        });
        foreach (var (handler, function) in triggers)
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
