using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SSM;
using Constructs;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;
using Mlops.Infra.Workflows;

namespace Mlops.Infra.Stacks;

/// <summary>One pipeline: functions, machines, roles and the rules that start them. Holds no data and may be deleted and made again.</summary>
public sealed class PipelineStack : Stack
{
    public PipelineStack(Construct scope, string id, PipelineStackProps props)
        : base(scope, id, props.Stack)
    {
        var pipeline = props.Pipeline;
        var store = new Store(props.Lake.Data, props.Lake.Artifacts, pipeline);
        var images = new ImageUris(this, props.Config.Images, Account);
        var functions = new PipelineFunctionsProps
        {
            Pipeline = pipeline,
            Store = store,
            Code = Code.FromAsset(props.Config.Functions.Folder),
            Architecture = props.Config.Functions.Architecture,
            Images = images.OfSteps(pipeline),
        };
        var workflow = new WorkflowProps
        {
            Pipeline = pipeline,
            Images = functions.Images,
            Functions = new PipelineFunctions(this, "Functions", functions),
            Roles = new JobRoles(this, "Roles", new JobRolesProps { Pipeline = pipeline, Store = store, Network = props.Network }),
            Store = store,
            Network = props.Network,
            Image = images.Of,
            Announcement = props.Announcement,
        };
        images.WarnOfLocal();
        _ = new DeployWorkflow(this, "Deploy", workflow);
        _ = new RetrainWorkflow(this, "Retrain", workflow);
        var triggers = new TriggerFunctions(this, "Triggers", functions);
        _ = new PipelineRules(this, "Rules", new PipelineRulesProps
        {
            Pipeline = pipeline,
            Store = store,
            Triggers = triggers,
            Bus = props.Bus,
            ServingAccounts = [.. props.Config.Environment?.Serving.Select(each => each.Account) ?? []],
        });
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
            AddParameter(pipeline.Names, handler, function.Function);
        }
    }

    /// <summary>Whoever replays an event finds by it which function takes it.</summary>
    private void AddParameter(PipelineNames names, string handler, IFunction function)
        => _ = new StringParameter(this, $"{handler}-name", new StringParameterProps
        {
            ParameterName = $"/mlops/{names.Pipeline}/{handler}",
            StringValue = function.FunctionName,
        });
}
