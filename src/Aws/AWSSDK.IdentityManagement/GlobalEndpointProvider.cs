using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.IdentityManagement;

/// <summary>The endpoint of a service that has but one, unless a URL is configured.</summary>
internal sealed class GlobalEndpointProvider(string url) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var request = (RegionalEndpointParameters)parameters;
        return request.IsSpecial
            ? throw new AmazonClientException("FIPS and dual-stack endpoints are not resolved here: set ServiceURL to the endpoint you want.")
            : new Endpoint(string.IsNullOrEmpty(request.Endpoint) ? url : request.Endpoint);
    }
}
