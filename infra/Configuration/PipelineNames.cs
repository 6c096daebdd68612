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
