using Amazon.Runtime.Internal;

namespace Amazon.Shared;

/// <summary>A service's id, which names it in <c>AWS_ENDPOINT_URL_*</c> and in metrics. No operation goes by another name.</summary>
internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>(0);
}
