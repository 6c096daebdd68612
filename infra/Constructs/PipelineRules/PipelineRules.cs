using Amazon.CDK;
using Amazon.CDK.AWS.Events;
using Constructs;
using Mlops.Domain.Pipelines;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Every rule of one pipeline: uploads, schedules, drift and requests start runs, a schedule starts the monitor, and executions that ended badly are closed.</summary>
public sealed class PipelineRules : Construct
{
    private readonly PipelineRulesProps _props;
    private readonly PipelineArns _arns;

    public PipelineRules(Construct scope, string id, PipelineRulesProps props)
        : base(scope, id)
    {
        (_props, _arns) = (props, new PipelineArns(this, props.Pipeline.Names));
        AddUpload();
        AddSchedules();
        AddRequest();
        AddEnded();
        AddApproval();
        if (props.Triggers is { Monitor: { } monitor, Drift: { } drift })
        {
            DeploymentRules.AddMonitor(this, props.Pipeline, monitor);
            AddDriftAlarm(drift);
            AddDriftDetected(drift);
            if (props.ServingAccounts.Count > 0)
            {
                AddServingAlarm(drift);
            }
        }
    }

    private string Name => _props.Pipeline.Definition.Name;

    private void AddUpload() => _ = new FunctionTrigger(this, "Upload", new FunctionTriggerProps
    {
        Description = $"An object under {_props.Store.IncomingPrefix} starts a run of {Name}",
        Enabled = _props.Pipeline.Definition.Triggers.Upload,
        Function = _props.Triggers.Upload,
        Pattern = new EventPattern
        {
            Source = ["aws.s3"],
            DetailType = ["Object Created"],
            Detail = new Dictionary<string, object>
            {
                ["bucket"] = new Dictionary<string, object> { ["name"] = new object[] { _props.Store.DataBucket } },
                ["object"] = new Dictionary<string, object>
                {
                    ["key"] = new object[] { new Dictionary<string, object> { ["prefix"] = _props.Store.IncomingPrefix } },
                },
            },
        },
    });

    private void AddSchedules()
    {
        foreach (var (index, schedule) in _props.Pipeline.Definition.Triggers.Schedules.Index())
        {
            _ = new FunctionTrigger(this, $"Schedule{index}", new FunctionTriggerProps
            {
                Description = $"{schedule}: a run of {Name}, when anything changed",
                Function = _props.Triggers.Schedule,
                Schedule = Schedule.Expression(schedule),
            });
        }
    }

    private void AddRequest() => _ = new FunctionTrigger(this, "Request", new FunctionTriggerProps
    {
        Description = $"A request on the product's bus starts a run of {Name}",
        Function = _props.Triggers.Request,
        Bus = _props.Bus,
        Pattern = new EventPattern { DetailType = ["mlops.retrain.requested"], Detail = OfThisPipeline() },
    });

    private void AddDriftAlarm(PipelineFunction drift) => _ = new FunctionTrigger(this, "DriftAlarm", new FunctionTriggerProps
    {
        Description = $"The drift alarm of {Name} starts a run when there is something new to learn from",
        Enabled = _props.Pipeline.Definition.Triggers.Drift,
        Function = drift,
        Pattern = DriftAlarm(),
    });

    // Where models serve, other accounts' alarms come on the product's bus.
    private void AddServingAlarm(PipelineFunction drift)
    {
        var pattern = DriftAlarm();
        pattern.Account = [.. _props.ServingAccounts];
        _ = new FunctionTrigger(this, "ServingAlarm", new FunctionTriggerProps
        {
            Description = $"The drift alarm of {Name} where it serves starts a run when there is something new to learn from",
            Enabled = _props.Pipeline.Definition.Triggers.Drift,
            Function = drift,
            Bus = _props.Bus,
            Pattern = pattern,
        });
    }

    private EventPattern DriftAlarm() => new()
    {
        Source = ["aws.cloudwatch"],
        DetailType = ["CloudWatch Alarm State Change"],
        Detail = new Dictionary<string, object>
        {
            ["alarmName"] = new object[] { _props.Pipeline.Names.DriftAlarm },
            ["state"] = new Dictionary<string, object> { ["value"] = new object[] { "ALARM" } },
        },
    };

    // An alarm tells of transitions only: while it stays in ALARM, the monitor asks.
    private void AddDriftDetected(PipelineFunction drift) => _ = new FunctionTrigger(this, "DriftDetected", new FunctionTriggerProps
    {
        Description = $"Drift of {Name} that persists starts a run past the cool-down",
        Enabled = _props.Pipeline.Definition.Triggers.Drift,
        Function = drift,
        Bus = _props.Bus,
        Pattern = new EventPattern { Source = [PipelineNames.Source], DetailType = ["mlops.drift.detected"], Detail = OfThisPipeline() },
    });

    /// <summary>An aborted or timed-out execution, or one that broke, passes no Catch: this closes its run and gives its leases back.</summary>
    private void AddEnded() => _ = new FunctionTrigger(this, "Ended", new FunctionTriggerProps
    {
        Description = $"Closes the runs of {Name} whose execution did not end well",
        Function = _props.Triggers.Close,
        Pattern = DeploymentRules.Ended(_arns.RetrainMachine, _arns.DeployMachine),
    });

    // Whoever decides, by whatever means, changes the package: all ways meet here. Should an event be lost, the look by the clock finds the decision.
    private void AddApproval()
    {
        _ = new FunctionTrigger(this, "Approval", new FunctionTriggerProps
        {
            Description = $"A package of {Name} that is approved or rejected wakes the run that waits for it",
            Function = _props.Triggers.Approval,
            Pattern = DeploymentRules.Decided(_props.Pipeline, "Approved", "Rejected"),
        });
        _ = new FunctionTrigger(this, "ApprovalSweep", new FunctionTriggerProps
        {
            Description = $"Looks whether a decision about a package of {Name} was not heard of",
            Enabled = _props.Pipeline.Definition.Registry.Approval is ApprovalMode.Manual,
            Function = _props.Triggers.Approval,
            Schedule = Schedule.Rate(Duration.Hours(1)),
        });
    }

    private Dictionary<string, object> OfThisPipeline() => new() { ["pipeline"] = new object[] { Name } };
}
