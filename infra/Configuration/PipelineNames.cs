namespace Mlops.Infra.Configuration;

/// <summary>The physical names that are contract (docs/concepts): machines and functions ask about each other by them, so a template needs no cycle.</summary>
public sealed record PipelineNames(string Pipeline)
{
    public const string Bus = "mlops";

    /// <summary>Namespace of the metrics that the monitor publishes.</summary>
    public const string Metrics = "MLOps";

    /// <summary>The alarm over the queues that belong to no pipeline.</summary>
    public const string SharedDeadLetterAlarm = "mlops-dead-letters";

    public const string Repository = "mlops/algorithm";

    /// <summary>The event by which a model that serves is told to the next environment.</summary>
    public const string Deployed = "mlops.model.deployed";

    /// <summary>The event by which a monitor says that drift persists.</summary>
    public const string DriftDetected = "mlops.drift.detected";

    /// <summary>The source of the product's own events.</summary>
    public const string Source = "mlops";

    /// <summary>The one role that another account's policies name. CloudFormation would cut a long pipeline's name to make room for its own parts.</summary>
    public string PromotionRole => $"Mlops-{Pipeline}-Promotion";

    public string RetrainMachine => $"mlops-{Pipeline}-retrain";

    public string DeployMachine => $"mlops-{Pipeline}-deploy";

    public string MonitorMachine => $"mlops-{Pipeline}-monitor";

    public string FeatureDriftAlarm => $"mlops-{Pipeline}-feature-drift";

    public string QualityLossAlarm => $"mlops-{Pipeline}-quality-loss";

    public string DriftAlarm => $"mlops-{Pipeline}-drift";

    public string DeadLetterAlarm => $"mlops-{Pipeline}-dead-letters";

    public string Endpoint => $"mlops-{Pipeline}";

    public string ModelPackageGroup => $"mlops-{Pipeline}";

    /// <summary>What the names of the pipeline's models and endpoint configs start with; the run follows.</summary>
    public string ServingPrefix => $"mlops-{Pipeline}-";

    /// <summary>What the names of the pipeline's jobs start with.</summary>
    public string JobPrefix => $"{Pipeline}-";
}
