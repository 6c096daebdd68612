using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.EventBridge;

/// <summary>Settings of an <see cref="AmazonEventBridgeClient"/>: region or service URL, retries, timeouts.</summary>
public class AmazonEventBridgeConfig : ClientConfig
{
    private static readonly string ProductUserAgent = ClientDefaults.UserAgent("EventBridge");

    public AmazonEventBridgeConfig() : base(ClientDefaults.Modes())
    {
        base.ServiceId = "EventBridge";
        AuthenticationServiceName = "events";
        EndpointProvider = new RegionalEndpointProvider("events");
    }

    public static new string ServiceId => "EventBridge";

    public override string RegionEndpointServiceName => "events";

    public override string ServiceVersion => "2015-10-07";

    public override string UserAgent => ProductUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
