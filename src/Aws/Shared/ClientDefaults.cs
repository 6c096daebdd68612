using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Amazon.Shared;

/// <summary>What every service client starts from: the SDK's default configuration modes and its user agent.</summary>
internal static class ClientDefaults
{
    private static readonly TimeSpan InRegion = TimeSpan.FromMilliseconds(1100);
    private static readonly TimeSpan CrossRegion = TimeSpan.FromMilliseconds(3100);
    private static readonly TimeSpan Mobile = TimeSpan.FromSeconds(30);

    public static IDefaultConfigurationProvider Modes() => new DefaultConfigurationProvider(
    [
        Mode(DefaultConfigurationMode.Standard, CrossRegion),
        Mode(DefaultConfigurationMode.InRegion, InRegion),
        Mode(DefaultConfigurationMode.CrossRegion, CrossRegion),
        Mode(DefaultConfigurationMode.Mobile, Mobile),
        Mode(DefaultConfigurationMode.Auto, InRegion),
    ]);

    /// <summary>Version 4.0 of the official packages is the one that these stand in for.</summary>
    public static string UserAgent(string service) => InternalSDKUtils.BuildUserAgentString(service, "4.0.0.0");

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, TimeSpan timeout) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
        TlsNegotiationTimeout = timeout,
        ConnectTimeout = timeout,
    };
}
