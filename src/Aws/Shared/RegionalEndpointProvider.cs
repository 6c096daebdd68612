using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.Shared;

/// <summary>The endpoint of a regional service: <c>https://prefix.region.suffix</c>, unless a URL is configured.</summary>
internal sealed class RegionalEndpointProvider(string prefix) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var request = (RegionalEndpointParameters)parameters;
        if (request.IsSpecial)
        {
            throw new AmazonClientException("FIPS and dual-stack endpoints are not resolved here: set ServiceURL to the endpoint you want.");
        }

        if (!string.IsNullOrEmpty(request.Endpoint))
        {
            return new Endpoint(request.Endpoint);
        }

        if (string.IsNullOrEmpty(request.Region))
        {
            throw new AmazonClientException("No RegionEndpoint or ServiceURL configured");
        }

        var suffix = RegionEndpoint.GetBySystemName(request.Region).PartitionDnsSuffix;
        return new Endpoint($"https://{prefix}.{request.Region}.{suffix}");
    }
}
