namespace Mlops.Infra.Configuration;

/// <summary>The physical names that are contract (docs/concepts/retrain.md): machines and functions ask about each other by them, so a template needs no cycle.</summary>
public sealed record PipelineNames(string Pipeline)
{
    public const string Bus = "mlops";

    public const string Repository = "mlops/algorithm";

    public string RetrainMachine => $"mlops-{Pipeline}-retrain";

    public string DeployMachine => $"mlops-{Pipeline}-deploy";

    public string Endpoint => $"mlops-{Pipeline}";

    public string ModelPackageGroup => $"mlops-{Pipeline}";

    /// <summary>What the names of the pipeline's models and endpoint configs start with; the run follows.</summary>
    public string ServingPrefix => $"mlops-{Pipeline}-";

    /// <summary>What the names of the pipeline's jobs start with.</summary>
    public string JobPrefix => $"{Pipeline}-";
}
