using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Shared;

namespace Amazon.IdentityManagement;

/// <summary>Settings of an <see cref="AmazonIdentityManagementServiceClient"/>: region or service URL, retries, timeouts.</summary>
public class AmazonIdentityManagementServiceConfig : ClientConfig
{
    private static readonly string ProductUserAgent = ClientDefaults.UserAgent("IdentityManagement");

    public AmazonIdentityManagementServiceConfig() : base(ClientDefaults.Modes())
    {
        base.ServiceId = "IAM";
        AuthenticationServiceName = "iam";

        // One endpoint serves all regions, and it lives in this one.
        AuthenticationRegion = RegionEndpoint.USEast1.SystemName;
        EndpointProvider = new GlobalEndpointProvider("https://iam.amazonaws.com");
    }

    public static new string ServiceId => "IAM";

    public override string RegionEndpointServiceName => "iam";

    public override string ServiceVersion => "2010-05-08";

    public override string UserAgent => ProductUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointParameters.Of(this, parameters.AlternateEndpoint));
}
