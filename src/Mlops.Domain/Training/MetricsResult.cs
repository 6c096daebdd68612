namespace Mlops.Domain.Training;

/// <summary>Metrics by name, or the reason why they are undefined for these rows.</summary>
public abstract record MetricsResult
{
    private MetricsResult()
    {
    }

    public sealed record Measured(IReadOnlyDictionary<string, double> Metrics) : MetricsResult;

    public sealed record Undefined(string Reason) : MetricsResult;
}
