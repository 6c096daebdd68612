using LocalCloud.Api;

namespace LocalCloud.Tests.Lambda;

/// <summary>A CloudWatch whose disk is full.</summary>
internal sealed class RefusingPublisher : IMetricPublisher
{
    public void Publish(IReadOnlyList<ServiceMetric> metrics) => throw new IOException("full");
}
