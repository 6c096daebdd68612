using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.Lambda;

/// <summary>Settings of an <see cref="AmazonLambdaClient"/>: region or service URL, retries, timeouts.</summary>
public class AmazonLambdaConfig : ClientConfig
{
    private static readonly string ProductUserAgent = ClientDefaults.UserAgent("Lambda");

    public AmazonLambdaConfig() : base(ClientDefaults.Modes())
    {
        base.ServiceId = "Lambda";
        AuthenticationServiceName = "lambda";
        EndpointProvider = new RegionalEndpointProvider("lambda");
    }

    public static new string ServiceId => "Lambda";

    public override string RegionEndpointServiceName => "lambda";

    public override string ServiceVersion => "2015-03-31";

    public override string UserAgent => ProductUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
