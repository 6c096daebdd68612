using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using Constructs;
using Mlops.Infra.Configuration;
using Mlops.Infra.Constructs;

namespace Mlops.Infra.Workflows;

/// <summary>The Monitor machine: judges what the endpoint was asked and answered, publishes it as metrics, and sees to it that drift which persists is not forgotten.</summary>
/// <remarks>
/// The states in the order of docs/concepts/monitor.md. An error just ends it: the next execution does everything again, but for a request whose event could not be
/// sent. That one a redrive sends, or else the first monitoring past the cool-down asks; the notifications topic hears of the failure.
/// </remarks>
public sealed class MonitorWorkflow : Construct
{
    private readonly WorkflowProps _props;
    private readonly StateFactory _states;
    private readonly Payloads _payloads;
    private readonly Fail _failed;

    public MonitorWorkflow(Construct scope, string id, WorkflowProps props)
        : base(scope, id)
    {
        _props = props;
        _states = new StateFactory(new Construct(this, "States"));
        _payloads = new Payloads(props.Pipeline, run: "$.plan.run");
        _failed = _states.FailAs("Failed", $"{StateFactory.Error}.Error", $"{StateFactory.Error}.Cause");

        var names = props.Pipeline.Names;
        _ = new Machine(this, "Machine", new MachineProps
        {
            Name = names.MonitorMachine,
            Comment = $"Compares what the endpoint of {names.Pipeline} is asked with what its model learned from",
            Definition = Plan(),
            Access = MonitorAccess.Statements(this, props),
            Timeout = JobTimeout.Plus(Duration.Hours(2)),
        });
    }

    // The job's own limit counts its run only: starting, downloading and uploading come on top.
    private Duration JobTimeout => Duration.Seconds((long)_props.Pipeline.Definition.Steps.Monitor.Timeout.TotalSeconds).Plus(Duration.Minutes(30));

    private Chain Plan() => _states.Invoke("Plan", _props.Functions.MonitorPlan!, _payloads.MonitorPlan(), "$.plan", _failed)
        .Next(_states.Choice("IsReady")
            .When(Condition.StringEquals("$.plan.status", "ready"), Analyze())
            .Otherwise(_states.Succeed("NothingToJudge")));

    private Chain Analyze() => _states.Task("Analyze", new TaskSpec
    {
        Kind = TaskKind.Job,
        Resource = "arn:aws:states:::sagemaker:createProcessingJob.sync",
        Parameters = new Jobs(_props).Monitor(),
        ResultPath = "$.analyze",
        Timeout = JobTimeout,
    }, _failed).Next(_states.Choice("IsAnalyzed")
        .When(Condition.StringEquals("$.analyze.ProcessingJobStatus", "Completed"), ReadFindings())
        .Otherwise(NotCompleted()));

    private Chain NotCompleted() => _states.Set("AnalyzeNotCompleted", StateFactory.Error, new Dictionary<string, object>
    {
        ["Error"] = "AnalyzeNotCompleted",
        ["Cause.$"] = "States.Format('The job ended as {} instead of Completed; a job that reaches its timeout is stopped.', $.analyze.ProcessingJobStatus)",
    }).Next(_failed);

    private Chain ReadFindings() => _states.Task("ReadFindings", new TaskSpec
    {
        Kind = TaskKind.S3,
        Resource = "arn:aws:states:::aws-sdk:s3:getObject",
        Parameters = new Dictionary<string, object>
        {
            ["Bucket"] = _props.Store.ArtifactsBucket,
            ["Key.$"] = $"States.Format('{_props.Store.MonitorPrefix}{{}}/report/findings.json', $.plan.monitor)",
        },
        ResultSelector = new Dictionary<string, object> { ["findings.$"] = "States.StringToJson($.Body)" },
        ResultPath = "$.findings",
        Timeout = Duration.Minutes(1),
    }, _failed).Next(_states.Copy("TakeFindings", "$.findings.findings", "$.findings")).Next(HasMetrics());

    private Choice HasMetrics()
    {
        var respond = Respond();
        return _states.Choice("HasMetrics")
            .When(Condition.IsPresent("$.findings.metrics[0]"), PublishMetrics().Next(respond))
            .Otherwise(respond);
    }

    private CustomState PublishMetrics() => _states.Task("PublishMetrics", new TaskSpec
    {
        Kind = TaskKind.CloudWatch,
        Resource = "arn:aws:states:::aws-sdk:cloudwatch:putMetricData",
        Parameters = new Dictionary<string, object> { ["Namespace"] = PipelineNames.Metrics, ["MetricData.$"] = "$.findings.metrics" },
        ResultPath = "$.published",
        Timeout = Duration.Minutes(1),
    }, _failed);

    private Chain Respond() => _states.Invoke("Respond", _props.Functions.MonitorRespond!, _payloads.MonitorRespond(), "$.response", _failed)
        .Next(_states.Choice("IsPersisting")
            .When(Condition.StringEquals("$.response.response", "request"), EmitDrift())
            .Otherwise(Judged));

    private Succeed Judged => field ??= _states.Succeed("Judged");

    private Chain EmitDrift() => _states.Task("EmitDrift", new TaskSpec
    {
        Kind = TaskKind.Events,
        Resource = "arn:aws:states:::events:putEvents",
        Parameters = new Dictionary<string, object> { ["Entries"] = new object[] { DriftDetected() } },
        ResultPath = "$.emitted",
        Timeout = Duration.Minutes(1),
    }, _failed).Next(Judged);

    private Dictionary<string, object> DriftDetected() => new()
    {
        ["EventBusName"] = PipelineNames.Bus,
        ["Source"] = "mlops",
        ["DetailType"] = "mlops.drift.detected",
        ["Detail"] = new Dictionary<string, object>
        {
            ["version"] = 1,
            ["pipeline"] = _props.Pipeline.Definition.Name,
            ["monitor.$"] = "$.plan.monitor",
            ["run.$"] = "$.plan.run",
            ["since.$"] = "$.response.since",
            ["reasons.$"] = "$.findings.reasons",
            ["report.$"] = $"States.Format('{_props.Store.Uri(_props.Store.MonitorPrefix)}{{}}/report/report.html', $.plan.monitor)",
        },
    };
}
