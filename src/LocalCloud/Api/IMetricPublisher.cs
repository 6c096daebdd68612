namespace LocalCloud.Api;

/// <summary>How a service's own metrics (invocations, failures) reach CloudWatch, in the <c>AWS/</c> namespaces that no caller may use.</summary>
public interface IMetricPublisher
{
    /// <summary>All of them or, when the disk fails, none.</summary>
    void Publish(IReadOnlyList<ServiceMetric> metrics);
}

/// <summary>One value of a service's metric, at the cloud's present time.</summary>
public sealed record ServiceMetric(string Namespace, string Name, double Value, string Unit)
{
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();
}
