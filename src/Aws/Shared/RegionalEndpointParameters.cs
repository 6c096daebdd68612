using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util;

namespace Amazon.Shared;

/// <summary>What decides where a request goes: a URL that was configured, else the region.</summary>
internal sealed class RegionalEndpointParameters : EndpointParameters
{
    public string Region { get; private init; }

    public string Endpoint { get; private init; }

    public bool IsSpecial { get; private init; }

    public static RegionalEndpointParameters Of(IClientConfig config, RegionEndpoint alternate) => new()
    {
        Endpoint = config.ServiceURL,
        Region = (alternate ?? config.RegionEndpoint)?.SystemName ?? RegionOf(config.ServiceURL),
        IsSpecial = config.UseFIPSEndpoint || config.UseDualstackEndpoint,
    };

    private static string RegionOf(string url) => string.IsNullOrEmpty(url) ? null : AWSSDKUtils.DetermineRegion(url);
}
