using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.CloudWatch;

/// <summary>Settings of an <see cref="AmazonCloudWatchClient"/>: region or service URL, retries, timeouts.</summary>
public class AmazonCloudWatchConfig : ClientConfig
{
    private static readonly string ProductUserAgent = ClientDefaults.UserAgent("CloudWatch");

    public AmazonCloudWatchConfig() : base(ClientDefaults.Modes())
    {
        base.ServiceId = "CloudWatch";
        AuthenticationServiceName = "monitoring";
        EndpointProvider = new RegionalEndpointProvider("monitoring");
    }

    public static new string ServiceId => "CloudWatch";

    public override string RegionEndpointServiceName => "monitoring";

    public override string ServiceVersion => "2010-08-01";

    public override string UserAgent => ProductUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
